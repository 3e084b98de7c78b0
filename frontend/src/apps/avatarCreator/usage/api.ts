/** Uses of avatars on the wire and in the cache: keys, queries, and what events do to them. */
import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import type { EventHandlers } from "~/api/live";

const keys = {
  all: ["usage"] as const,
  stats: ["usage", "stats"] as const,
  history: (avatarId: string) => ["usage", "history", avatarId] as const,
};

/** Where one person is used, newest first; each page carries the summary of all. */
export function usageHistory(avatarId: string) {
  return infiniteQueryOptions({
    queryKey: keys.history(avatarId),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) =>
      answer(
        api.GET("/api/apps/avatar-creator/avatars/{avatar_id}/usage-history", {
          params: { path: { avatar_id: avatarId }, query: { cursor, limit: 8 } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** The whole library in numbers. */
export const stats = queryOptions({
  queryKey: keys.stats,
  queryFn: ({ signal }) => answer(api.GET("/api/apps/avatar-creator/stats", { signal })),
});

/** Only what is looked at is asked for again; the rest when it is opened. */
function counted(cache: QueryClient, { avatarId }: { avatarId: string }): void {
  void cache.invalidateQueries({ queryKey: keys.history(avatarId) });
  void cache.invalidateQueries({ queryKey: keys.stats });
}

const forget = (cache: QueryClient): void => void cache.invalidateQueries({ queryKey: keys.all });

export const usageEvents: EventHandlers = {
  snapshot: forget,
  "avatar:updated": counted,
  "avatar:created": counted,
  "avatar:deleted": counted,
  "project:deleted": forget,
  "project:updated": forget,
};
