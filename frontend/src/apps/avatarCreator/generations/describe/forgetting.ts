/**
 * Taking back what a sentence said. Which words mean a thing is the server's knowledge, so it is asked:
 * the fewest words without which the sentence no longer says it are taken out.
 */
import type { QueryClient } from "@tanstack/react-query";
import { preview } from "../api";
import { type Attribute, type Draft, previewOf, valuesOf, without } from "./draft";

const MANY_WORDS = 40;

/** The sentence without the words that say `value`; undefined when no few words do. */
export async function withoutWordsFor(
  cache: QueryClient,
  draft: Draft,
  attribute: Attribute,
  value: string,
): Promise<string | undefined> {
  const words = draft.prompt.split(/\s+/).filter(Boolean);
  const attributes = without(draft.attributes, attribute);
  const says = async (prompt: string): Promise<boolean> => {
    const { understood } = await cache.ensureQueryData(preview(previewOf({ ...draft, prompt, attributes })));
    return valuesOf(understood, attribute).includes(value);
  };
  if (!(await says(draft.prompt))) return draft.prompt;
  if (words.length > MANY_WORDS) return undefined;
  return (
    (await withoutRun(words, 1, says)) ??
    (await withoutSpeakers(words, says)) ??
    (await withoutRun(words, 2, says)) ??
    (await withoutRun(words, 3, says))
  );
}

type Says = (sentence: string) => Promise<boolean>;

async function withoutRun(words: string[], length: number, says: Says): Promise<string | undefined> {
  const shorter = words.slice(length - 1).map((_, start) => words.toSpliced(start, length).join(" "));
  const still = await Promise.all(shorter.map(says));
  return shorter[still.indexOf(false)];
}

/** Several words may say it, each for itself: "woman", "her". */
async function withoutSpeakers(words: string[], says: Says): Promise<string | undefined> {
  const speaks = await Promise.all(words.map(says));
  const silent = words.filter((_, index) => !speaks[index]).join(" ");
  return (await says(silent)) ? undefined : silent;
}
