/** The cards of the grids on the page, whether they exist just now or are scrolled away. */
import { useEffect } from "react";

type Grid = (avatarId: string) => void;

const grids = new Set<Grid>();

/** Brings somebody's card into view and gives it the focus. */
export function focusCard(avatarId: string): void {
  grids.forEach((focus) => focus(avatarId));
}

export function useFocusableCards(focus: Grid): void {
  useEffect(() => {
    grids.add(focus);
    return () => void grids.delete(focus);
  }, [focus]);
}

/** The link of a card: what has the focus in a grid. */
export function linkId(avatarId: string): string {
  return `card-${avatarId}`;
}
