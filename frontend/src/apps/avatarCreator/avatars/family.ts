/** The tree of looks that a person belongs to. */
import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import type { EventHandlers } from "~/api/live";

const FAMILIES = ["avatars", "family"] as const;

/** Everybody in it, the first first, those in the trash too. */
export function familyOf(id: string) {
  return queryOptions({
    queryKey: [...FAMILIES, id] as const,
    queryFn: async ({ signal }) =>
      (
        await answer(
          api.GET("/api/apps/avatar-creator/avatars/{avatar_id}/family", { params: { path: { avatar_id: id } }, signal }),
        )
      ).items,
  });
}

const changed = (cache: QueryClient): void => void cache.invalidateQueries({ queryKey: FAMILIES });

/** Only those that are looked at are asked for again. */
export const familyEvents: EventHandlers = { "avatar:created": changed, "avatar:deleted": changed };
