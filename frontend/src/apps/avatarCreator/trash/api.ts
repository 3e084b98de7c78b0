/** What was deleted and can still come back: on the wire, in the cache, and what events do to it. */
import { infiniteQueryOptions, type QueryClient } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import { changeCached, type EventHandlers } from "~/api/live";
import type { Pages } from "~/api/pages";
import type { TrashItem, TrashPage } from "~/api/types";
import { forgetAvatars, restoreAvatar } from "../avatars/api";
import { restoreProject } from "../projects/api";

const TRASH = "/api/apps/avatar-creator/trash";
const key = ["trash"] as const;

/** The latest first. */
export const trashList = infiniteQueryOptions({
  queryKey: key,
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam: cursor, signal }) => answer(api.GET(TRASH, { params: { query: { cursor } }, signal })),
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

export async function restore({ kind, id }: TrashItem): Promise<void> {
  await (kind === "project" ? restoreProject(id) : restoreAvatar(id));
}

/** Removes things for ever; all that is in the trash when none is named. */
export function empty(items?: TrashItem[]) {
  const idsOf = (kind: TrashItem["kind"]): string[] | undefined =>
    items?.filter((item) => item.kind === kind).map(({ id }) => id);
  const body = items ? { avatarIds: idsOf("avatar") ?? [], projectIds: idsOf("project") ?? [] } : {};
  return answer(api.POST(`${TRASH}/empty`, { body }));
}

export function dropFromTrash(cache: QueryClient, gone: TrashItem[]): void {
  const ids = new Set(gone.map(({ id }) => id));
  changeCached<Pages<TrashPage>>(cache, key, (trash) => ({
    ...trash,
    pages: trash.pages.map((page) => ({ ...page, items: page.items.filter(({ id }) => !ids.has(id)) })),
  }));
}

/** What came back is among the living again: their lists are asked anew. */
export function refreshTrash(cache: QueryClient): void {
  void cache.invalidateQueries({ queryKey: key });
}

export function refreshLiving(cache: QueryClient): void {
  forgetAvatars(cache);
  void cache.invalidateQueries({ queryKey: ["projects"] });
}

export const trashEvents: EventHandlers = {
  snapshot: refreshTrash,
  "avatar:created": refreshTrash,
  "avatar:deleted": refreshTrash,
  "project:deleted": refreshTrash,
  "project:updated": refreshTrash,
};
