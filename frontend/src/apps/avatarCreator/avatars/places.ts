/** The places of a grid: those who are there and those who are being made, in the order in which they were asked for. */
import type { ReactNode } from "react";
import type { Avatar } from "~/api/types";

/** A place in the grid for somebody who is being made; the avatar takes it over when it is there. */
export interface HeldPlace {
  /** The avatar's `generationId`. */
  id: string;
  since: string;
  /** Null for a place whose avatar has come: only its time still matters. */
  card: ReactNode;
}

interface Place {
  key: string;
  since: string;
  avatar?: Avatar;
  card?: ReactNode;
}

/** With nobody held, people stay as they come: they have an order already. */
export function inOrder(avatars: Avatar[], held: HeldPlace[]): Place[] {
  const since = new Map(held.map((place) => [place.id, place.since]));
  const people = avatars.map((avatar): Place => {
    const key = avatar.generationId ?? avatar.id;
    return { key, since: since.get(key) ?? avatar.createdAt, avatar };
  });
  if (held.length === 0) return people;
  const taken = new Set(people.map(({ key }) => key));
  const waiting = held
    .filter(({ id, card }) => card !== null && !taken.has(id))
    .map(({ id, ...place }): Place => ({ key: id, ...place }));
  return [...waiting, ...people].sort(newestFirst);
}

function newestFirst(one: Place, other: Place): number {
  if (one.since !== other.since) return one.since < other.since ? 1 : -1;
  return one.key < other.key ? 1 : -1;
}
