/** The blurred stand-in that travels with every avatar. */
import { thumbHashToDataURL } from "thumbhash";

const MOST = 3000;
const made = new Map<string, string | undefined>();

/** A picture of a few bytes; undefined for none or for one that cannot be read. Made once: cards come and go. */
export function standIn(thumbhash: string | undefined): string | undefined {
  if (!thumbhash) return undefined;
  if (!made.has(thumbhash)) {
    if (made.size >= MOST) made.clear();
    made.set(thumbhash, decoded(thumbhash));
  }
  return made.get(thumbhash);
}

function decoded(thumbhash: string): string | undefined {
  try {
    return thumbHashToDataURL(Uint8Array.from(atob(thumbhash), (char) => char.charCodeAt(0)));
  } catch {
    return undefined;
  }
}
