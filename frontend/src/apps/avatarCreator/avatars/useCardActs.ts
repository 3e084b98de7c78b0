/** What keys, clicks and a held finger do on a card. */
import type { KeyboardEvent, MouseEvent } from "react";
import { useHold } from "./useHold";

interface Acts {
  isSelecting: boolean;
  /** Where people can be selected. */
  select: ((isRange: boolean) => void) | undefined;
  favor: () => void;
  rename: () => void;
  remove: () => void;
  ask: (x: number, y: number, opener: HTMLElement | null) => void;
}

export function useCardActs({ isSelecting, select, favor, rename, remove, ask }: Acts) {
  const hold = useHold((x, y) => (select ? select(false) : ask(x, y, null)));
  return {
    hold,
    onClick: (event: MouseEvent): void => {
      const isRange = event.shiftKey;
      if (!select || !(isSelecting || isRange || event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      select(isRange);
    },
    onKeyDown: (event: KeyboardEvent): void => {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (event.key === "F2") rename();
      else if (event.key === "Delete") remove();
      else if (event.key === "f" && isPlain) favor();
      else if (event.key === " " && isPlain && select) select(event.shiftKey);
      else return;
      event.preventDefault();
    },
  };
}
