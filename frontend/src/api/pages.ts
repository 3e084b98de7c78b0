/** Lists that come page by page, as cached by infinite queries, and the few changes that events make to them. */
import type { InfiniteData } from "@tanstack/react-query";
import { later } from "./live";

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export type Pages<P> = InfiniteData<P, unknown>;

interface Item {
  id: string;
  version: number;
}

export function allItems<T>(pages: Pages<Page<T>>): T[] {
  return pages.pages.flatMap((page) => page.items);
}

/** Replaces the item where it is, or puts it first. */
export function withItem<T extends Item, P extends Page<T>>(pages: Pages<P>, told: T): Pages<P> {
  const known = pages.pages.some((page) => page.items.some((item) => item.id === told.id));
  return eachPage<T, P>(pages, (items, isFirst) => {
    if (!known && isFirst) return [told, ...items];
    return items.map((item) => (item.id === told.id ? later(item, told) : item));
  });
}

/** What a list holds, and in which order. */
export interface Rule<T> {
  belongs: (item: T) => boolean;
  comesBefore: (one: T, other: T) => boolean;
}

/** Puts items where the list's rule wants them, or takes them out. Beyond the pages there are, the next one brings them. */
export function settled<T extends Item, P extends Page<T>>(pages: Pages<P>, told: T[], rule: Rule<T>): Pages<P> {
  const toldById = new Map(told.map((item) => [item.id, item]));
  const known = new Set<string>();
  const toPlace: T[] = [];
  const others = eachPage<T, P>(pages, (items) =>
    items.flatMap((item) => {
      const change = toldById.get(item.id);
      if (!change) return item;
      known.add(item.id);
      const latest = later(item, change);
      if (!rule.belongs(latest)) return [];
      if (!rule.comesBefore(item, latest) && !rule.comesBefore(latest, item)) return latest;
      toPlace.push(latest);
      return [];
    }),
  );
  toPlace.push(...told.filter((item) => !known.has(item.id) && rule.belongs(item)));
  return toPlace.reduce((placed, item) => inserted(placed, item, rule), others);
}

function inserted<T extends Item, P extends Page<T>>(pages: Pages<P>, item: T, { comesBefore }: Rule<T>): Pages<P> {
  const isHere = (page: P): boolean => page.items.some((other) => comesBefore(item, other));
  const isEnd = (index: number): boolean => pages.pages[index + 1] === undefined;
  const place = pages.pages.findIndex((page, index) => isHere(page) || (isEnd(index) && page.nextCursor === null));
  return {
    ...pages,
    pages: pages.pages.map((page, index) => {
      if (index !== place) return page;
      const next = page.items.findIndex((other) => comesBefore(item, other));
      return { ...page, items: page.items.toSpliced(next < 0 ? page.items.length : next, 0, item) };
    }),
  };
}

export function withoutItem<T extends Item, P extends Page<T>>(pages: Pages<P>, id: string): Pages<P> {
  return withoutItems<T, P>(pages, [id]);
}

export function withoutItems<T extends Item, P extends Page<T>>(pages: Pages<P>, ids: string[]): Pages<P> {
  const gone = new Set(ids);
  return eachPage<T, P>(pages, (items) => items.filter((item) => !gone.has(item.id)));
}

function eachPage<T, P extends Page<T>>(
  pages: Pages<P>,
  change: (items: T[], isFirst: boolean) => T[],
): Pages<P> {
  return { ...pages, pages: pages.pages.map((page, index) => ({ ...page, items: change(page.items, index === 0) })) };
}
