/** Tokens that programs and apps act with: what was granted, and the ways to grant and to revoke. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import type { ApiTokenCreate, CreatedApiToken } from "~/api/types";

export const tokens = queryOptions({
  queryKey: ["tokens"],
  queryFn: async ({ signal }) => (await answer(api.GET("/api/tokens", { signal }))).items,
  staleTime: 30_000, // when each was used last
});

/** The answer holds the token itself, this once. */
export function createToken(body: ApiTokenCreate): Promise<CreatedApiToken> {
  return answer(api.POST("/api/tokens", { body }));
}

export function revokeToken(id: string): Promise<unknown> {
  return answer(api.DELETE("/api/tokens/{token_id}", { params: { path: { token_id: id } } }));
}
