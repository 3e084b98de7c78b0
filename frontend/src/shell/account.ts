/** Who is signed in, and the ways in and out. */
import { type QueryClient, queryOptions, useQuery } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import { me } from "~/api/me";
import type { SignedIn, User } from "~/api/types";

export const signInOptions = queryOptions({
  queryKey: ["sign-in-options"],
  queryFn: ({ signal }) => answer(api.GET("/api/auth/options", { signal })),
});

export interface Credentials {
  email: string;
  password: string;
}

export function signIn(body: Credentials): Promise<SignedIn> {
  return answer(api.POST("/api/auth/login", { body }));
}

export function register(body: Credentials): Promise<SignedIn> {
  return answer(api.POST("/api/auth/register", { body }));
}

export function spendSignInLink(token: string): Promise<SignedIn> {
  return answer(api.POST("/api/auth/link", { body: { token } }));
}

/** From now on `user` is here. An older question of who is may still be under way: its answer must not win. */
export async function enterAs(cache: QueryClient, user: User): Promise<void> {
  await cache.cancelQueries(me);
  cache.setQueryData(me.queryKey, user);
}

export async function signOut(cache: QueryClient): Promise<void> {
  await answer(api.POST("/api/auth/logout"));
  forgetEverything(cache);
}

/** What belongs to a user must not be shown to the next one. */
export function forgetEverything(cache: QueryClient): void {
  cache.setQueryData(me.queryKey, null);
  cache.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== me.queryKey[0] });
}

/** Only inside the account gate, where somebody is signed in. */
export function useUser(): User {
  const { data } = useQuery(me);
  if (!data) throw new Error("useUser outside the account gate");
  return data;
}
