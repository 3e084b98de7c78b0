/** Looking closer at a picture: by a click, by two fingers, by the wheel, by + and −. Knows no avatar. */
import { useHotkeys } from "@mantine/hooks";
import { type CSSProperties, type MouseEvent, type RefObject, type TouchEvent, type TouchList, useEffect, useRef, useState } from "react";

const CLOSE = 2.2;
const CLOSEST = 5;
const STEP = 1.5;
/** How far an arrow key goes along a picture that is twice as large, in percent. */
const PAN = 12;
// Where the picture stands above the facts, the wheel goes to these.
const BESIDE = "(min-width: 901px)";
// Below this one means the whole picture.
const NEARLY_WHOLE = 1.08;

/** How large, and which point of the picture, in percent, stays where it is. */
interface Look {
  scale: number;
  x: number;
  y: number;
}

interface Grip {
  look: Look;
  x: number;
  y: number;
  /** Between two fingers, in pixels; 0 for one. */
  span: number;
}

const whole: Look = { scale: 1, x: 50, y: 40 }; // a face is a little above the middle

export function useCloserLook(picture: RefObject<HTMLElement | null>) {
  const [look, setLook] = useState(whole);
  const grip = useRef<Grip>(undefined);
  const isClose = look.scale > 1;
  const step = (factor: number): void =>
    setLook((old) => settled({ ...(old.scale > 1 ? old : whole), scale: old.scale * factor }));

  useHotkeys([
    ["=", () => step(STEP)],
    ["plus", () => step(STEP)],
    ["shift+plus", () => step(STEP)],
    ["-", () => step(1 / STEP)],
    ["0", () => setLook(back)],
  ]);
  useEffect(() => {
    // Trackpads tell a pinch as a wheel with Ctrl. React's own listener could not keep the page from growing too.
    const turn = (event: WheelEvent): void => {
      if (!event.ctrlKey && !matchMedia(BESIDE).matches) return;
      event.preventDefault();
      const at = placeIn(event.currentTarget as Element, event.clientX, event.clientY);
      const factor = Math.exp(-event.deltaY / (event.ctrlKey ? 100 : 400));
      setLook((old) => settled({ ...(old.scale > 1 ? old : at), scale: old.scale * factor }));
    };
    const element = picture.current;
    element?.addEventListener("wheel", turn, { passive: false });
    return () => element?.removeEventListener("wheel", turn);
  }, [picture]);

  const takeHold = ({ touches, currentTarget }: TouchEvent): void => {
    grip.current = gripOf(touches, look, currentTarget);
  };
  return {
    isClose,
    larger: () => step(STEP),
    smaller: () => step(1 / STEP),
    reset: () => setLook(back),
    /** Goes along the picture; nowhere while it is whole. */
    along: (right: number, down: number) => setLook((old) => panned(old, right, down)),
    /** For the element that grows inside of the picture. */
    style: { scale: look.scale, transformOrigin: `${look.x}% ${look.y}%` } satisfies CSSProperties,
    handlers: {
      // The second click of a double one does not take back what the first did.
      onClick: (event: MouseEvent) => {
        if (event.detail < 2) setLook(isClose ? back : { ...pointedAt(event), scale: CLOSE });
      },
      onMouseMove: (event: MouseEvent) => {
        if (isClose && !grip.current) setLook({ ...pointedAt(event), scale: look.scale });
      },
      onTouchStart: takeHold,
      onTouchMove: ({ touches, currentTarget }: TouchEvent) => {
        if (grip.current) setLook(held(grip.current, touches, currentTarget));
      },
      onTouchEnd: (event: TouchEvent) => {
        setLook(settled);
        takeHold(event);
      },
    },
  };
}

/** What the fingers hold now; nothing, when the last is lifted. */
function gripOf(touches: TouchList, look: Look, picture: Element): Grip | undefined {
  const fingers = middleOf(touches);
  if (!fingers) return undefined;
  const at = placeIn(picture, fingers.x, fingers.y);
  return { ...fingers, look: look.scale > 1 ? look : { ...at, scale: 1 } };
}

/** Two fingers pull the picture larger, one drags it along. */
function held({ look, x, y, span }: Grip, touches: TouchList, picture: Element): Look {
  const now = middleOf(touches);
  if (!now) return look;
  if (span > 0 && now.span > 0) return { ...look, scale: clamped((look.scale * now.span) / span, 1, CLOSEST) };
  if (look.scale === 1) return look;
  const { width, height } = picture.getBoundingClientRect();
  const percent = 100 / (look.scale - 1);
  return {
    ...look,
    x: clamped(look.x - ((now.x - x) / width) * percent, 0, 100),
    y: clamped(look.y - ((now.y - y) / height) * percent, 0, 100),
  };
}

function panned(look: Look, right: number, down: number): Look {
  if (look.scale === 1) return look;
  const far = PAN / (look.scale - 1);
  return { ...look, x: clamped(look.x + right * far, 0, 100), y: clamped(look.y + down * far, 0, 100) };
}

function middleOf(touches: TouchList): { x: number; y: number; span: number } | undefined {
  const [one, two = one] = [touches[0], touches[1]];
  if (!one || !two) return undefined;
  return {
    x: (one.clientX + two.clientX) / 2,
    y: (one.clientY + two.clientY) / 2,
    span: Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY),
  };
}

/** A click by keyboard points nowhere: then at the face. */
function pointedAt({ currentTarget, clientX, clientY, detail, type }: MouseEvent): Pick<Look, "x" | "y"> {
  return type === "click" && detail === 0 ? whole : placeIn(currentTarget, clientX, clientY);
}

function placeIn(picture: Element, clientX: number, clientY: number): Pick<Look, "x" | "y"> {
  const { left, top, width, height } = picture.getBoundingClientRect();
  return { x: ((clientX - left) / width) * 100, y: ((clientY - top) / height) * 100 };
}

function settled(look: Look): Look {
  const scale = clamped(look.scale, 1, CLOSEST);
  return scale < NEARLY_WHOLE ? back(look) : { ...look, scale };
}

/** The whole picture; the point stays, so that it shrinks as it grew. */
function back(look: Look): Look {
  return { ...look, scale: 1 };
}

function clamped(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
