/** Mantine drawn in our ink and paper. Colours themselves live in page.css. */
import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
} from "@mantine/core";

const ink: MantineColorsTuple = [
  "#F3EFEA",
  "#E2DCD4",
  "#CCC4BA",
  "#B0A79C",
  "#8F867B",
  "#6B645C",
  "#4F4943",
  "#3A3530",
  "#322D29",
  "#1C1917",
];
const gray: MantineColorsTuple = [
  "#FAF8F5",
  "#F2EEE8",
  "#ECE7E0",
  "#E7E2DB",
  "#D3CCC2",
  "#A79F95",
  "#6B645C",
  "#4F4943",
  "#322D29",
  "#1C1917",
];
const dark: MantineColorsTuple = [
  "#F3EFEA",
  "#D5CEC5",
  "#A79F95",
  "#6F675F",
  "#37322D",
  "#2C2824",
  "#211E1B",
  "#161412",
  "#110F0D",
  "#0B0A09",
];
const danger: MantineColorsTuple = [
  "#FBEAE8",
  "#F7D5D2",
  "#F2B8B5",
  "#E8938E",
  "#DA6B64",
  "#C8453D",
  "#B3261E",
  "#981E17",
  "#7D1711",
  "#62110C",
];

export const theme = createTheme({
  primaryColor: "ink",
  primaryShade: { light: 9, dark: 0 },
  variantColorResolver: (input) => {
    const colours = defaultVariantColorsResolver(input);
    const isInk = input.variant === "filled" && (input.color === undefined || input.color === "ink");
    return isInk ? { ...colours, color: "var(--paper)" } : colours; // paper on ink, ink on paper in the dark
  },
  colors: { ink, gray, dark, danger },
  black: "#1C1917",
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  headings: { fontFamily: "'Bricolage Grotesque Variable', 'Inter Variable', system-ui, sans-serif", fontWeight: "640" },
  fontSizes: { xs: "12px", sm: "14px", md: "16px", lg: "20px", xl: "28px" },
  defaultRadius: "md",
  radius: { xs: "4px", sm: "6px", md: "8px", lg: "12px", xl: "20px" },
  respectReducedMotion: true,
  focusRing: "never", // page.css draws one for everything
  cursorType: "pointer",
  // Named only, so that what is needed later is not loaded first.
  components: {
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray", size: 36 } },
    Button: { defaultProps: { loaderProps: { type: "dots" } } },
    Menu: { defaultProps: { shadow: "float", radius: "lg", transitionProps: { duration: 150 }, withInitialFocusPlaceholder: false, withinPortal: false } },
    Modal: { defaultProps: { radius: "lg", centered: true, overlayProps: { opacity: 0.45, blur: 2 } } },
    Popover: { defaultProps: { shadow: "float", radius: "lg" } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: false } },
  },
  shadows: { float: "var(--float)" },
});

const ours = {
  "--mantine-color-body": "var(--paper)",
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-dimmed": "var(--quiet)",
  "--mantine-color-error": "var(--danger)",
  "--mantine-color-default": "var(--surface)",
  "--mantine-color-default-border": "var(--line)",
  "--mantine-color-placeholder": "var(--quiet)",
};

/** Under both schemes: Mantine's own values of a scheme would win over what holds for both. */
export const variables: CSSVariablesResolver = () => ({ variables: {}, light: ours, dark: ours });
