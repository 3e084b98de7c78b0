/** Avatars on the wire and in the cache: keys, queries, and what events do to them. */
import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import { changeCached, type EventHandlers, later } from "~/api/live";
import { type Pages, withItem, withoutItem } from "~/api/pages";
import type { Avatar, AvatarPage, AvatarUpdate } from "~/api/types";

const AVATARS = "/api/apps/avatar-creator/avatars";
const EVERYONE = "everyone";

const keys = {
  all: ["avatars"] as const,
  list: (projectId: string | null) => ["avatars", "list", projectId ?? EVERYONE] as const,
  one: (id: string) => ["avatars", "one", id] as const,
};

/** Newest first; of one project, or of everybody with null. */
export function avatarList(projectId: string | null) {
  return infiniteQueryOptions({
    queryKey: keys.list(projectId),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) =>
      projectId === null
        ? answer(api.GET(AVATARS, { params: { query: { cursor } }, signal }))
        : answer(
            api.GET("/api/apps/avatar-creator/projects/{project_id}/avatars", {
              params: { path: { project_id: projectId }, query: { cursor } },
              signal,
            }),
          ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export function avatarById(cache: QueryClient, id: string) {
  return queryOptions<Avatar>({
    queryKey: keys.one(id),
    queryFn: ({ signal }) =>
      answer(api.GET(`${AVATARS}/{avatar_id}`, { params: { path: { avatar_id: id } }, signal })),
    placeholderData: () => knownAvatar(cache, id),
  });
}

/** What can be said of how a person looks, and what it is called. */
export const vocabulary = queryOptions({
  queryKey: ["vocabulary"],
  queryFn: async ({ signal }) => (await answer(api.GET("/api/apps/avatar-creator/attributes", { signal }))).items,
});

/** The address of a picture that never changes. */
export function lastingImage(id: string, size: "base" | "768" | "300" | "96"): string {
  return `${AVATARS}/${id}/image?size=${size}`;
}

export function changeAvatar({ avatar, changes }: { avatar: Avatar; changes: AvatarUpdate }): Promise<Avatar> {
  return answer(
    api.PUT(`${AVATARS}/{avatar_id}`, {
      params: { path: { avatar_id: avatar.id }, header: { "If-Match": `"${avatar.version}"` } },
      body: changes,
    }),
  );
}

export function deleteAvatar(id: string): Promise<unknown> {
  return answer(api.DELETE(`${AVATARS}/{avatar_id}`, { params: { path: { avatar_id: id } } }));
}

export function restoreAvatar(id: string): Promise<Avatar> {
  return answer(api.POST(`${AVATARS}/{avatar_id}/restore`, { params: { path: { avatar_id: id } } }));
}

/** Puts an avatar wherever it belongs in the cache. */
export function putAvatar(cache: QueryClient, avatar: Avatar): void {
  changeCached<Avatar>(cache, keys.one(avatar.id), (old) => later(old, avatar));
  for (const list of [EVERYONE, avatar.projectId]) {
    changeCached<Pages<AvatarPage>>(cache, keys.list(list), (pages) => withItem(pages, avatar));
  }
}

export function dropAvatar(cache: QueryClient, { id, projectId }: { id: string; projectId: string }): void {
  for (const list of [EVERYONE, projectId]) {
    changeCached<Pages<AvatarPage>>(cache, keys.list(list), (pages) => withoutItem(pages, id));
  }
}

export function forgetAvatars(cache: QueryClient): void {
  void cache.invalidateQueries({ queryKey: keys.all });
}

interface AvatarEvent {
  avatarId: string;
  projectId: string;
  avatar: Avatar | null;
}

function put(cache: QueryClient, { avatar }: AvatarEvent): void {
  if (avatar) putAvatar(cache, avatar);
}

export const avatarEvents: EventHandlers = {
  snapshot: forgetAvatars,
  "avatar:created": put,
  "avatar:updated": put,
  "avatar:deleted": (cache, { avatarId, projectId }: AvatarEvent) => {
    dropAvatar(cache, { id: avatarId, projectId });
    void cache.invalidateQueries({ queryKey: keys.one(avatarId) });
  },
  // A project takes its avatars along when it is deleted, and brings them back.
  "project:deleted": forgetAvatars,
  "project:updated": forgetAvatars,
};

function knownAvatar(cache: QueryClient, id: string): Avatar | undefined {
  const lists = cache.getQueriesData<Pages<AvatarPage>>({ queryKey: ["avatars", "list"] });
  for (const [, pages] of lists) {
    const found = pages?.pages.flatMap((page) => page.items).find((avatar) => avatar.id === id);
    if (found) return found;
  }
  return undefined;
}
