import { expect, test } from "vitest";
import { serve } from "~/testing/server";
import { packAvatars } from "./api";

test("more people than one zip file takes come in several, and nobody is left out", async () => {
  const asked: number[] = [];
  serve({
    "POST /api/apps/avatar-creator/avatars/bulk/download": async (request: Request) => {
      asked.push(((await request.json()) as { avatarIds: string[] }).avatarIds.length);
      return new Response("zip");
    },
  });
  const kept: [number, number][] = [];
  const ids = Array.from({ length: 2001 }, (_, number) => `a${number}`);
  await packAvatars(ids, (_, part, parts) => kept.push([part, parts]));
  expect(asked).toEqual([1000, 1000, 1]);
  expect(kept).toEqual([
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
});
