/** The typed door to the server: `api.GET(…)` and friends, and `answer`, which turns refusals into `Problem`s. */
import createClient from "openapi-fetch";
import { problemOf } from "./problem";
import type { paths } from "./schema.gen";
import { sessionFetch } from "./session";

export const api = createClient<paths>({ baseUrl: location.origin, fetch: sessionFetch });

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a good answer (undefined for 204). Throws `Problem` for every other. */
export async function answer<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemOf(error, response.status);
  return data as T;
}

/** A key under which a request acts once, however often it is sent. */
export function idempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
