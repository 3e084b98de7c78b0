/**
 * The focus in a grid of which only a part exists: arrow keys move it from card to card, Home and End to the ends, and
 * the card that has it stays while it is scrolled away.
 */
import { type FocusEvent, type KeyboardEvent, useCallback, useEffect, useRef, useState } from "react";
import { linkId, useFocusableCards } from "./focusCard";

const steps: Record<string, (columns: number) => number> = {
  ArrowLeft: () => -1,
  ArrowRight: () => 1,
  ArrowUp: (columns) => -columns,
  ArrowDown: (columns) => columns,
};

/** `avatarIds` has undefined where a place has nobody to focus yet: it is stepped over. */
export function useCardFocus(avatarIds: (string | undefined)[]) {
  const [focused, setFocused] = useState<string>();
  const wanted = useRef<string>(undefined);

  const focusOn = useCallback((id: string | undefined): void => {
    if (!id || focusNow(id)) return;
    wanted.current = id;
    setFocused(id); // it is put into the document, and has the focus then
  }, []);
  useFocusableCards(focusOn);
  useEffect(() => {
    if (wanted.current && focusNow(wanted.current)) wanted.current = undefined;
  }, [focused]);

  const kept = focused === undefined ? -1 : avatarIds.indexOf(focused);
  return {
    kept: kept < 0 ? undefined : kept,
    focusOn,
    /** The one who takes the focus when this one goes. */
    beside: (id: string): string | undefined => {
      const place = avatarIds.indexOf(id);
      return next(avatarIds, place, 1) ?? next(avatarIds, place, -1);
    },
    on: {
      onFocus: ({ target }: FocusEvent) => setFocused(avatarIds[placeOf(target)]),
      onBlur: ({ relatedTarget }: FocusEvent) => {
        if (relatedTarget) setFocused(undefined);
      },
      onKeyDown: (event: KeyboardEvent) => {
        if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
        const target = event.target as Element;
        if (!target.matches("[id^='card-']")) return;
        const to = destination(avatarIds, placeOf(target), event.key, columnsAround(target));
        if (to === undefined) return;
        event.preventDefault();
        focusOn(to);
      },
    },
  };
}

function focusNow(id: string): boolean {
  const link = document.getElementById(linkId(id));
  link?.focus();
  link?.closest("li")?.scrollIntoView({ block: "nearest" });
  return link !== null;
}

function placeOf(element: Element): number {
  return Number(element.closest("li")?.dataset.index ?? -1);
}

function columnsAround(element: Element): number {
  const list = element.closest("li")?.parentElement;
  return list ? getComputedStyle(list).gridTemplateColumns.split(" ").length : 1;
}

function destination(ids: (string | undefined)[], place: number, key: string, columns: number): string | undefined {
  if (key === "Home") return next(ids, -1, 1);
  if (key === "End") return next(ids, ids.length, -1);
  const step = steps[key]?.(columns);
  return step === undefined ? undefined : next(ids, place, step);
}

function next(ids: (string | undefined)[], place: number, step: number): string | undefined {
  for (let at = place + step; at >= 0 && at < ids.length; at += step) if (ids[at]) return ids[at];
  return undefined;
}
