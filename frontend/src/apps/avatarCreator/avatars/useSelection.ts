/** Which people of a list are selected, by mouse, keyboard and touch. Who leaves the list is selected no more. */
import { useEffect, useMemo, useState } from "react";
import type { Avatar } from "~/api/types";

export interface Selection {
  ids: ReadonlySet<string>;
  toggle: (id: string) => void;
  /** Everybody from the one last touched to this one. */
  extendTo: (id: string) => void;
  clear: () => void;
}

interface State {
  picked: ReadonlySet<string>;
  /** The one last touched. */
  anchor: string | null;
}

const nobody: State = { picked: new Set(), anchor: null };

export function useSelection(avatars: Avatar[]): Selection {
  const [{ picked }, setState] = useState(nobody);
  const ids = useMemo(
    () => (picked.size === 0 ? picked : new Set(avatars.map(({ id }) => id).filter((id) => picked.has(id)))),
    [avatars, picked],
  );
  const actions = useMemo(
    () => ({
      toggle: (id: string) => setState((old) => ({ picked: toggled(old.picked, id), anchor: id })),
      extendTo: (id: string) =>
        setState((old) => ({ picked: new Set([...old.picked, ...between(avatars, old.anchor ?? id, id)]), anchor: id })),
      clear: () => setState(nobody),
    }),
    [avatars],
  );
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (isMeantElsewhere(event)) return;
      if (event.key === "Escape") setState(nobody);
      if (event.key.toLowerCase() !== "a" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setState((old) => ({ ...old, picked: new Set(avatars.map(({ id }) => id)) }));
    };
    // Before others hear of it: a menu that closes by Escape is gone afterwards.
    addEventListener("keydown", onKey, true);
    return () => removeEventListener("keydown", onKey, true);
  }, [avatars]);
  return useMemo(() => ({ ids, ...actions }), [ids, actions]);
}

function toggled(picked: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const changed = new Set(picked);
  if (!changed.delete(id)) changed.add(id);
  return changed;
}

function between(avatars: Avatar[], one: string, other: string): string[] {
  const ids = avatars.map(({ id }) => id);
  const [first, last] = [ids.indexOf(one), ids.indexOf(other)].sort((a, b) => a - b) as [number, number];
  return first < 0 ? [other] : ids.slice(first, last + 1);
}

/** Something is open over the list, or one writes. */
function isMeantElsewhere({ target }: KeyboardEvent): boolean {
  const isWriting = target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
  return isWriting || document.querySelector("[role=dialog], [role=menu]") !== null;
}
