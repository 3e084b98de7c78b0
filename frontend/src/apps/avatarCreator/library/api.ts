/** What is done with many people at once, on the wire. Each answers the ids of those it was done with. */
import { answer, api } from "~/api/client";
import { sessionFetch } from "~/api/session";
import { problemOf } from "~/api/problem";

const BULK = "/api/apps/avatar-creator/avatars/bulk";
/** As many as one request takes. */
const MOST = 1000;

export function deleteAvatars(ids: string[]): Promise<string[]> {
  return inParts(ids, (avatarIds) => answer(api.POST(`${BULK}/delete`, { body: { avatarIds } })));
}

export function restoreAvatars(ids: string[]): Promise<string[]> {
  return inParts(ids, (avatarIds) => answer(api.POST(`${BULK}/restore`, { body: { avatarIds } })));
}

export function moveAvatars(ids: string[], projectId: string): Promise<string[]> {
  return inParts(ids, (avatarIds) => answer(api.POST(`${BULK}/move`, { body: { avatarIds, projectId } })));
}

/** The ids are those of the copies. */
export function copyAvatars(ids: string[], projectId: string, key: string): Promise<string[]> {
  return inParts(ids, (avatarIds, part) =>
    answer(
      api.POST(`${BULK}/copy`, {
        params: { header: { "Idempotency-Key": `${key}-${part}` } },
        body: { avatarIds, projectId },
      }),
    ),
  );
}

export function tagAvatars(ids: string[], add: string[], remove: string[]): Promise<string[]> {
  return inParts(ids, (avatarIds) => answer(api.POST(`${BULK}/tag`, { body: { avatarIds, add, remove } })));
}

export function favorAvatars(ids: string[], isFavorite: boolean): Promise<string[]> {
  return inParts(ids, (avatarIds) => answer(api.POST(`${BULK}/favorite`, { body: { avatarIds, isFavorite } })));
}

/** Their pictures and all that is known of them, as zip files of at most a thousand people each. */
export async function packAvatars(ids: string[], keep: (pack: Blob, part: number, parts: number) => void): Promise<void> {
  const parts = Math.ceil(ids.length / MOST);
  for (let part = 0; part < parts; part++) keep(await pack(ids.slice(part * MOST, (part + 1) * MOST)), part + 1, parts);
}

async function pack(avatarIds: string[]): Promise<Blob> {
  const request = new Request(new URL(`${BULK}/download`, location.origin), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ avatarIds }),
  });
  const response = await sessionFetch(request);
  if (!response.ok) throw problemOf(await response.json().catch(() => null), response.status);
  return response.blob();
}

async function inParts(
  ids: string[],
  send: (ids: string[], part: number) => Promise<{ avatarIds: string[] }>,
): Promise<string[]> {
  const done: string[] = [];
  for (let from = 0; from < ids.length; from += MOST) {
    done.push(...(await send(ids.slice(from, from + MOST), from / MOST)).avatarIds);
  }
  return done;
}
