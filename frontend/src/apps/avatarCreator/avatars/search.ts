/** People by what one types: for what picks somebody, not for the lists that one looks at. */
import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { answer, api } from "~/api/client";

/** Those whose name, persona, prompt or tags hold the words; with none, whoever was used last. */
export function foundPeople(words: string, limit = 60) {
  const q = words.trim();
  return infiniteQueryOptions({
    queryKey: ["avatars", "found", q, limit] as const,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) =>
      answer(
        api.GET("/api/apps/avatar-creator/avatars", {
          params: { query: { limit, cursor, ...(q ? { q } : { sort: "recently-used" }) } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData, // faces stay while the next ones come
    staleTime: 0, // nobody keeps these lists true: each opening asks anew
    gcTime: 60_000,
  });
}
