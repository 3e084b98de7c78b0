/** The blurred stand-in that travels with every avatar. */
import { useMemo } from "react";
import { thumbHashToDataURL } from "thumbhash";

/** A picture of a few bytes; undefined for none or for one that cannot be read. */
export function useStandIn(thumbhash: string | undefined): string | undefined {
  return useMemo(() => {
    if (!thumbhash) return undefined;
    try {
      return thumbHashToDataURL(Uint8Array.from(atob(thumbhash), (char) => char.charCodeAt(0)));
    } catch {
      return undefined;
    }
  }, [thumbhash]);
}
