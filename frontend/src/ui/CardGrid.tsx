import { Skeleton } from "@mantine/core";
import type { CSSProperties, ReactNode } from "react";
import styles from "./CardGrid.module.css";

interface Props {
  /** Of a card, in pixels; on a phone there are always two in a row. */
  minWidth?: number;
  children: ReactNode;
}

export function CardGrid({ minWidth = 176, children }: Props) {
  return (
    <ul className={styles.grid} style={{ "--card": `${minWidth}px` } as CSSProperties}>
      {children}
    </ul>
  );
}

/** The same grid while its content is on its way. */
export function CardGridSkeleton({ label, minWidth, hasWords }: { label: string; minWidth?: number; hasWords?: boolean }) {
  return (
    <div role="status" aria-label={label}>
      <CardGrid minWidth={minWidth ?? (hasWords ? 220 : 176)}>
        {Array.from({ length: 8 }, (_, index) => (
          <li key={index} aria-hidden>
            <Skeleton className={styles.square} radius="lg" />
            <Skeleton height={16} width="60%" mt={12} />
            <Skeleton height={12} width="40%" mt={8} />
          </li>
        ))}
      </CardGrid>
    </div>
  );
}
