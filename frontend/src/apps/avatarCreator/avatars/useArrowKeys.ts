import { type RefObject, useEffect } from "react";

const steps: Record<string, (columns: number) => number> = {
  ArrowLeft: () => -1,
  ArrowRight: () => 1,
  ArrowUp: (columns) => -columns,
  ArrowDown: (columns) => columns,
};

/** Arrow keys move the focus between the cards of a grid, Home and End to its ends; the rest stays as it is. */
export function useArrowKeys(grid: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = grid.current;
    const move = (event: KeyboardEvent): void => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const link = neighbourOf(event.target as Element, event.key);
      if (!link) return;
      event.preventDefault();
      link.focus();
      link.scrollIntoView({ block: "nearest" });
    };
    element?.addEventListener("keydown", move);
    return () => element?.removeEventListener("keydown", move);
  }, [grid]);
}

/** The card that takes the focus when this one goes. */
export function cardBeside(avatarId: string): HTMLElement | undefined {
  const link = document.getElementById(linkId(avatarId));
  return link ? (neighbourOf(link, "ArrowRight") ?? neighbourOf(link, "ArrowLeft")) : undefined;
}

/** The link of a card: what has the focus in a grid. */
export function linkId(avatarId: string): string {
  return `card-${avatarId}`;
}

function neighbourOf(from: Element, key: string): HTMLElement | undefined {
  const item = from.matches("[id^='card-']") ? from.closest("li") : null;
  const list = item?.parentElement;
  if (!item || !list) return undefined;
  const links = [...list.children].map((one) => one.querySelector<HTMLElement>("[id^='card-']"));
  if (key === "Home") return links.find((link) => link !== null) ?? undefined;
  if (key === "End") return links.findLast((link) => link !== null) ?? undefined;
  const step = steps[key]?.(columnsOf(list));
  if (step === undefined) return undefined;
  // Places of people who are still being made have nothing to focus: they are stepped over.
  let place = [...list.children].indexOf(item) + step;
  while (links[place] === null) place += step;
  return links[place] ?? undefined;
}

function columnsOf(list: Element): number {
  return getComputedStyle(list).gridTemplateColumns.split(" ").length;
}
