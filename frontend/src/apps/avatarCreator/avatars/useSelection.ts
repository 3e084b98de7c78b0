/** Which people of a list are selected, by mouse, keyboard and touch. Who leaves the list is selected no more. */
import { useHotkeys } from "@mantine/hooks";
import { useMemo, useState } from "react";
import type { Avatar } from "~/api/types";
import { announce } from "~/ui/announce";

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
  const [{ picked, anchor }, setState] = useState(nobody);
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
  useHotkeys([
    [
      "mod+A",
      (event) => {
        if (isCovered()) return;
        event.preventDefault();
        setState({ picked: new Set(avatars.map(({ id }) => id)), anchor });
        announce(`${avatars.length} selected.`);
      },
      { preventDefault: false },
    ],
    [
      "Escape",
      () => {
        if (!isCovered()) setState(nobody);
      },
      { preventDefault: false },
    ],
  ]);
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

/** Something is open over the list, and keys are meant for it. */
function isCovered(): boolean {
  return document.querySelector("[role=dialog], [role=menu]") !== null;
}
