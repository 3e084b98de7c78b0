/**
 * Who is signed in lives in cookies that no script can read; this file keeps them fresh.
 * A request that is refused with 401 is sent once more after a refresh. Refresh tokens rotate, so only one
 * tab may spend one at a time, and a tab that waited uses what the other one got.
 */
import { problemOf, unreachable } from "./problem";

const REFRESHED_AT = "session-refreshed-at";
const LOCK = "session-refresh";

let refreshing: Promise<boolean> | null = null;

/** `fetch` with our cookies: one refresh on 401, and a `Problem` where the network fails. */
export async function sessionFetch(request: Request): Promise<Response> {
  const spare = request.clone();
  const sentAt = Date.now();
  const response = await reach(request);
  if (response.status !== 401 || isSignIn(request.url)) return response;
  return (await refreshSession(sentAt)) ? reach(spare) : response;
}

/** True when there is a fresh session. `since`: a refresh that any tab made after this moment is enough. */
export function refreshSession(since: number): Promise<boolean> {
  refreshing ??= oneTabAtATime(() => refreshUnlessDone(since)).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

async function refreshUnlessDone(since: number): Promise<boolean> {
  if (Number(localStorage.getItem(REFRESHED_AT)) > since) return true;
  const response = await reach(new Request(new URL("/api/auth/refresh", location.origin), { method: "POST" }));
  if (response.ok) localStorage.setItem(REFRESHED_AT, String(Date.now()));
  else if (response.status >= 500) throw problemOf(null, response.status);
  return response.ok;
}

async function oneTabAtATime(work: () => Promise<boolean>): Promise<boolean> {
  // Locks exist only where the page is served securely or from this machine.
  return "locks" in navigator ? await navigator.locks.request(LOCK, work) : work();
}

async function reach(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw unreachable();
  }
}

function isSignIn(url: string): boolean {
  return new URL(url).pathname.startsWith("/api/auth/");
}
