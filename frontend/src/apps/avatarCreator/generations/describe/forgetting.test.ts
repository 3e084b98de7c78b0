import { afterEach, expect, test, vi } from "vitest";
import { createQueryClient } from "~/api/queryClient";
import type { PreviewRequest } from "~/api/types";
import { json, serve } from "~/testing/server";
import type { Draft } from "./draft";
import { withoutWordsFor } from "./forgetting";

/** Words and what they mean to this server; the longest wins, as it does on the real one. */
const meanings: [words: string, gender: string][] = [
  ["woman", "female"],
  ["her", "female"],
  ["old lady", "female"],
];

async function understands(request: Request): Promise<Response> {
  const { prompt = "" } = (await request.json()) as PreviewRequest;
  const gender = meanings.find(([words]) => ` ${prompt} `.includes(` ${words} `))?.[1] ?? null;
  return json({ prompt, negativePrompt: null, understood: { gender, accessories: [] }, ignored: [], cost: 0, portrait: null });
}

const draft: Draft = {
  prompt: "",
  name: "",
  attributes: {},
  persona: {},
  count: 1,
  seed: 1,
  keepsSeed: false,
  provider: null,
  model: null,
  negativePrompt: "",
};

function forget(prompt: string): Promise<string | undefined> {
  serve({ "POST /api/apps/avatar-creator/prompts/preview": understands });
  return withoutWordsFor(createQueryClient(), { ...draft, prompt }, "gender", "female");
}

afterEach(() => vi.unstubAllGlobals());

test("the one word that says it is taken out", async () => {
  expect(await forget("a smiling woman with glasses")).toBe("a smiling with glasses");
});

test("one word of several that say it together is enough", async () => {
  expect(await forget("the old lady next door")).toBe("the lady next door");
});

test("several words that each say it are all taken out", async () => {
  expect(await forget("a woman with her dog")).toBe("a with dog");
});

test("a sentence that does not say it stays as it is", async () => {
  expect(await forget("a sailor")).toBe("a sailor");
});

test("a very long text is left alone: too much would have to be asked", async () => {
  const long = `woman ${"and ".repeat(60)}`;
  expect(await forget(long)).toBeUndefined();
});
