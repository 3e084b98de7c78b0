import { defaultRangeExtractor, useWindowVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from "react";
import styles from "./CardGrid.module.css";

interface Props {
  label?: string;
  /** One for each place, in their order. */
  keys: string[];
  children: (index: number) => ReactNode;
  /** A place that stays even when it is scrolled away, because the focus is on it. */
  kept?: number;
  /** Whether these are all there are; else how many is not known yet. */
  isComplete: boolean;
  /** Told which place is the last one on the screen, or nearly. */
  onSeen: (last: number) => void;
}

const OVERSCAN_ROWS = 3;

/**
 * A grid of cards of one height, of which only those near the screen exist. Every card stands at its place by row and
 * column, so that none moves in the document when others come and go.
 */
export function WindowedGrid({ label, keys, children, kept, isComplete, onSeen }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const ruler = useRef<HTMLDivElement>(null);
  const { columns, cardPx, gapPx, topPx } = useMeasures(list, ruler, keys.length === 0);
  const rowPx = cardPx + gapPx;
  const rows = Math.ceil(keys.length / columns);
  const keptRow = kept === undefined ? undefined : Math.floor(kept / columns);
  const virtualizer = useWindowVirtualizer({
    count: rows,
    estimateSize: () => rowPx,
    scrollMargin: topPx,
    overscan: OVERSCAN_ROWS,
    useFlushSync: false,
    rangeExtractor: (range) => withRow(defaultRangeExtractor(range), keptRow),
  });
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowPx]);

  const shown = virtualizer.getVirtualItems().flatMap(({ index: row }) => placesOf(row, columns, keys.length));
  const last = Math.min(((virtualizer.range?.endIndex ?? 0) + 1) * columns, keys.length) - 1;
  useLayoutEffect(() => onSeen(last), [onSeen, last]);
  return (
    <>
      <div ref={ruler} className={styles.grid} aria-hidden />
      <ul
        ref={list}
        aria-label={label}
        className={styles.grid}
            style={{ gridAutoRows: cardPx, height: Math.max(rows * rowPx - gapPx, 0) }}
      >
        {shown.map((index) => (
          <li
            key={keys[index]}
            data-index={index}
            aria-posinset={index + 1}
            aria-setsize={isComplete ? keys.length : -1}
            style={{ gridRow: Math.floor(index / columns) + 1, gridColumn: (index % columns) + 1 }}
          >
            {children(index)}
          </li>
        ))}
      </ul>
    </>
  );
}

function withRow(rows: number[], kept: number | undefined): number[] {
  if (kept === undefined || rows.includes(kept)) return rows;
  return [...rows, kept].sort((a, b) => a - b);
}

function placesOf(row: number, columns: number, count: number): number[] {
  const first = row * columns;
  return Array.from({ length: Math.max(Math.min(columns, count - first), 0) }, (_, column) => first + column);
}

interface Measures {
  columns: number;
  cardPx: number;
  gapPx: number;
  /** Where the grid begins, from the top of the page. */
  topPx: number;
}

/**
 * How the style sheet lays the grid out, told again when its room or what stands above it changes. Columns are read
 * from an empty ruler beside it: in the grid itself a card that stands in the fifth makes five of them.
 */
function useMeasures(
  list: RefObject<HTMLUListElement | null>,
  ruler: RefObject<HTMLElement | null>,
  isEmpty: boolean,
): Measures {
  const [measures, setMeasures] = useState<Measures>({ columns: 1, cardPx: 240, gapPx: 24, topPx: 0 });
  useLayoutEffect(() => {
    const element = list.current;
    if (!element || !ruler.current || isEmpty) return;
    const layout = getComputedStyle(ruler.current);
    const measure = (): void => setMeasures((old) => sameOr(old, measured(element, layout, old)));
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    watcher.observe(document.body);
    return () => watcher.disconnect();
  }, [list, ruler, isEmpty]);
  return measures;
}

function measured(list: HTMLUListElement, layout: CSSStyleDeclaration, old: Measures): Measures {
  const { gridTemplateColumns, rowGap } = layout;
  const card = list.querySelector(":scope > li > :first-child");
  return {
    columns: Math.max(gridTemplateColumns.split(" ").length, 1),
    cardPx: Math.ceil(card?.getBoundingClientRect().height || old.cardPx),
    gapPx: Number.parseFloat(rowGap) || 0,
    topPx: Math.round(list.getBoundingClientRect().top + window.scrollY),
  };
}

function sameOr(old: Measures, now: Measures): Measures {
  const names = Object.keys(now) as (keyof Measures)[];
  return names.every((name) => old[name] === now[name]) ? old : now;
}
