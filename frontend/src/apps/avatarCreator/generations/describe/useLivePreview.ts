import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { preview } from "../api";
import { type Draft, previewOf } from "./draft";

const KEYSTROKES_MS = 80;

/** What is understood of the draft and how it would look, a moment after each keystroke; the latest wins. */
export function useLivePreview(draft: Draft) {
  const [settled] = useDebouncedValue(draft, KEYSTROKES_MS, { leading: true });
  return useQuery(preview(previewOf(settled)));
}
