/**
 * What events do to what is cached. Each room says it for its own events in its `api.ts`; this file brings
 * frames to them and offers the one safe way to change a cached answer that may be under way again.
 */
import type { Query, QueryClient, QueryKey } from "@tanstack/react-query";
import type { Frame } from "./serverSentEvents";

/** Event name → what it does to the cache. The snapshot, `snapshot`, may come at any time. */
export type EventHandlers = Record<string, (cache: QueryClient, data: never) => void>;

export function applyFrame(cache: QueryClient, rooms: readonly EventHandlers[], { event, data }: Frame): void {
  for (const handlers of rooms) handlers[event]?.(cache, data as never);
}

/**
 * Changes every cached answer under `key`. One that is being fetched right now may have been read before
 * the event happened, so it is fetched anew. A further page on its way would be put after the pages as they were:
 * it is called off, and whoever still wants it asks again.
 */
export function changeCached<T>(cache: QueryClient, key: QueryKey, change: (old: T) => T): void {
  void cache.cancelQueries({ queryKey: key, predicate: fetchesMore });
  cache.setQueriesData<T>({ queryKey: key }, (old) => (old === undefined ? old : change(old)));
  void cache.invalidateQueries({ queryKey: key, predicate: (query) => query.state.fetchStatus === "fetching" });
}

interface Versioned {
  id: string;
  version: number;
}

/** The later of two states of one thing: events and answers may overtake each other. */
export function later<T extends Versioned>(old: T | undefined, told: T): T {
  return old && old.version > told.version ? old : told;
}

function fetchesMore({ state }: Query): boolean {
  return state.fetchStatus === "fetching" && state.fetchMeta?.fetchMore !== undefined;
}
