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

export function withoutItem<T extends Item, P extends Page<T>>(pages: Pages<P>, id: string): Pages<P> {
  return eachPage<T, P>(pages, (items) => items.filter((item) => item.id !== id));
}

function eachPage<T, P extends Page<T>>(
  pages: Pages<P>,
  change: (items: T[], isFirst: boolean) => T[],
): Pages<P> {
  return { ...pages, pages: pages.pages.map((page, index) => ({ ...page, items: change(page.items, index === 0) })) };
}
