/** One polite live region for the whole page: what changes by itself is also said. */
import { useSyncExternalStore } from "react";

let said = "";
const readers = new Set<() => void>();

export function announce(text: string): void {
  said = text;
  readers.forEach((reader) => reader());
}

export function LiveRegion() {
  const text = useSyncExternalStore(
    (reader) => {
      readers.add(reader);
      return () => readers.delete(reader);
    },
    () => said,
  );
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {text}
    </div>
  );
}
