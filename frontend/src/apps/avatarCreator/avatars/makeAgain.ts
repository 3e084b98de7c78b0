import type { Avatar, GenerateRequest } from "~/api/types";

/** Where a picture is made again: the describe sheet of its project, filled with the order that made it. */
export function makeAgain(avatar: Avatar): { to: string; state: { start: GenerateRequest } } {
  return { to: `/projects/${avatar.projectId}?create=describe`, state: { start: orderOf(avatar) } };
}

function orderOf({ name, persona, attributes, recipe }: Avatar): GenerateRequest {
  const { prompt, seed, provider, model, negativePrompt } = recipe;
  return { prompt: prompt ?? "", name, persona, attributes, count: 1, seed, provider, model, negativePrompt };
}
