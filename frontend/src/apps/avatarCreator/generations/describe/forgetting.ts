/**
 * Taking back what a sentence said. Which words mean a thing is the server's knowledge, so it is asked:
 * the shortest run of words without which the sentence no longer says it is taken out.
 */
import type { QueryClient } from "@tanstack/react-query";
import { preview } from "../api";
import { type Attribute, type Draft, previewOf, valuesOf, without } from "./draft";

const LONGEST_RUN = 3;
const MANY_WORDS = 40;

/** The sentence without the words that say `value`; as it was, when no few words do. */
export async function withoutWordsFor(
  cache: QueryClient,
  draft: Draft,
  attribute: Attribute,
  value: string,
): Promise<string> {
  const words = draft.prompt.split(/\s+/).filter(Boolean);
  if (words.length > MANY_WORDS) return draft.prompt;
  const attributes = without(draft.attributes, attribute);
  const says = async (prompt: string): Promise<boolean> => {
    const { understood } = await cache.ensureQueryData(preview(previewOf({ ...draft, prompt, attributes })));
    return valuesOf(understood, attribute).includes(value);
  };
  if (!(await says(draft.prompt))) return draft.prompt;
  for (let length = 1; length <= Math.min(LONGEST_RUN, words.length); length++) {
    const shorter = words.slice(length - 1).map((_, start) => words.toSpliced(start, length).join(" "));
    const still = await Promise.all(shorter.map(says));
    const found = shorter[still.indexOf(false)];
    if (found !== undefined) return found;
  }
  // Several words say it, each for itself ("woman", "her").
  const alone = await Promise.all(words.map(says));
  return words.filter((_, index) => !alone[index]).join(" ");
}
