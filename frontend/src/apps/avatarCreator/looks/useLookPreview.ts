/** What is understood of the words for a look, and how the person would look: the built-in style draws them at once. */
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { Attributes, Preview, Provider } from "~/api/types";
import { preview } from "../generations/api";
import { type Attribute, without } from "../generations/describe/draft";
import { aspects } from "./aspects";
import type { LookDraft } from "./lookDraft";
import { type Origin, presentOf } from "./reference";

const KEYSTROKES_MS = 80;

interface LookPreview {
  /** What the words ask to be different. */
  said: Attributes;
  ignored: string[];
  /** Undefined where only the finished picture will show them. */
  portrait: Preview | undefined;
  error: Error | null;
}

export function useLookPreview(origin: Origin, draft: LookDraft, provider: Provider | undefined): LookPreview {
  const [settled] = useDebouncedValue(draft, KEYSTROKES_MS, { leading: true });
  const asked = { seed: 0, provider: provider?.id ?? null, model: settled.model };
  const words = useQuery({
    ...preview({ ...asked, prompt: settled.prompt, attributes: settled.attributes }),
    enabled: provider !== undefined,
  });
  const said = settled.keep.reduce(withoutAspect, stated(words.data?.understood ?? {}));
  const drawn = provider?.livePortrait && origin.kind === "person" ? origin.avatar : undefined;
  const portrait = useQuery({
    ...preview({
      ...asked,
      prompt: "",
      model: settled.model ?? drawn?.recipe.model ?? null,
      seed: drawn?.recipe.seed ?? 0,
      attributes: { ...presentOf(origin), ...said },
    }),
    enabled: drawn !== undefined && words.data !== undefined,
  });
  return {
    said,
    ignored: words.data?.ignored ?? [],
    portrait: drawn && portrait.data,
    error: words.error ?? portrait.error,
  };
}

function stated(attributes: Attributes): Attributes {
  const isStated = (value: unknown): boolean => value != null && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => isStated(value)));
}

function withoutAspect(attributes: Attributes, kept: string): Attributes {
  const ids: Attribute[] = aspects.find(({ id }) => id === kept)?.attributes ?? [];
  return ids.reduce(without, attributes);
}
