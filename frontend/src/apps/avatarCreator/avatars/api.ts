/** Avatars on the wire and in the cache: keys, queries, and what events do to them. */
import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import { changeCached, type EventHandlers, later } from "~/api/live";
import { type Pages, settled, withoutItems } from "~/api/pages";
import type { Avatar, AvatarPage, AvatarUpdate } from "~/api/types";
import { type AvatarFilter, comesBefore, filterOf, matches, searchOf } from "./filter";

const AVATARS = "/api/apps/avatar-creator/avatars";
const EVERYONE = "everyone";
const PAGE = 100;

const keys = {
  all: ["avatars"] as const,
  lists: ["avatars", "list"] as const,
  // The filter as a text: objects in keys also match those that say more.
  list: (projectId: string | null, filter: AvatarFilter) =>
    ["avatars", "list", projectId ?? EVERYONE, searchOf(filter)] as const,
  tags: ["avatars", "tags"] as const,
  one: (id: string) => ["avatars", "one", id] as const,
};

/** Of one project, or of everybody with null; newest first unless the filter says otherwise. */
export function avatarList(projectId: string | null, filter: AvatarFilter = {}) {
  return infiniteQueryOptions({
    queryKey: keys.list(projectId, filter),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = { ...filter, cursor, limit: PAGE };
      return projectId === null
        ? answer(api.GET(AVATARS, { params: { query }, signal }))
        : answer(
            api.GET("/api/apps/avatar-creator/projects/{project_id}/avatars", {
              params: { path: { project_id: projectId }, query },
              signal,
            }),
          );
    },
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** The tags in use, the most used first. */
export const tagList = queryOptions({
  queryKey: keys.tags,
  queryFn: async ({ signal }) => (await answer(api.GET("/api/apps/avatar-creator/tags", { signal }))).items,
});

export function avatarById(cache: QueryClient, id: string) {
  return queryOptions<Avatar>({
    queryKey: keys.one(id),
    queryFn: ({ signal }) => freshAvatar(id, signal),
    placeholderData: () => knownAvatar(cache, id),
  });
}

/** As the server has it now, whatever is cached. */
export function freshAvatar(id: string, signal?: AbortSignal): Promise<Avatar> {
  return answer(api.GET(`${AVATARS}/{avatar_id}`, { params: { path: { avatar_id: id } }, signal }));
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

/** Puts avatars wherever they belong in the cache, and takes them from where they belong no more. */
export function putAvatars(cache: QueryClient, avatars: Avatar[]): void {
  for (const avatar of avatars) changeCached<Avatar>(cache, keys.one(avatar.id), (old) => later(old, avatar));
  for (const { queryKey } of cache.getQueryCache().findAll({ queryKey: keys.lists })) {
    const [, , scope, search] = queryKey as ReturnType<typeof keys.list>;
    const filter = filterOf(new URLSearchParams(search));
    const rule = {
      belongs: (avatar: Avatar) => (scope === EVERYONE || scope === avatar.projectId) && matches(avatar, filter),
      comesBefore: (one: Avatar, other: Avatar) => comesBefore(one, other, filter.sort),
    };
    changeCached<Pages<AvatarPage>>(cache, queryKey, (pages) => settled(pages, avatars, rule));
  }
}

export function putAvatar(cache: QueryClient, avatar: Avatar): void {
  putAvatars(cache, [avatar]);
}

export function dropAvatars(cache: QueryClient, ids: string[]): void {
  changeCached<Pages<AvatarPage>>(cache, keys.lists, (pages) => withoutItems(pages, ids));
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
  void cache.invalidateQueries({ queryKey: keys.tags });
}

export const avatarEvents: EventHandlers = {
  snapshot: forgetAvatars,
  "avatar:created": put,
  "avatar:updated": put,
  "avatar:deleted": (cache, { avatarId }: AvatarEvent) => {
    dropAvatars(cache, [avatarId]);
    void cache.invalidateQueries({ queryKey: keys.one(avatarId) });
  },
  // A project takes its avatars along when it is deleted, and brings them back.
  "project:deleted": forgetAvatars,
  "project:updated": forgetAvatars,
};

function knownAvatar(cache: QueryClient, id: string): Avatar | undefined {
  const lists = cache.getQueriesData<Pages<AvatarPage>>({ queryKey: keys.lists });
  for (const [, pages] of lists) {
    const found = pages?.pages.flatMap((page) => page.items).find((avatar) => avatar.id === id);
    if (found) return found;
  }
  return undefined;
}
