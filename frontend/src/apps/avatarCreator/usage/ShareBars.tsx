import type { ReactNode } from "react";
import styles from "./ShareBars.module.css";

export interface Share {
  id: string;
  label: ReactNode;
  count: number;
  /** A quiet word below. */
  note?: string;
}

interface Props {
  title: string;
  /** What the names are of, as in "App". */
  of: string;
  counted: string;
  shares: Share[];
}

/** How much of a whole each has: a real table, with a bar under each name. */
export function ShareBars({ title, of, counted, shares }: Props) {
  const most = Math.max(1, ...shares.map(({ count }) => count));
  return (
    <table className={styles.shares}>
      <caption className="visually-hidden">{title}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{of}</th>
          <th scope="col">{counted}</th>
        </tr>
      </thead>
      <tbody>
        {shares.map(({ id, label, count, note }) => (
          <tr key={id}>
            <th scope="row">
              <span className={styles.label}>
                {label}
                {note && <small>{note}</small>}
              </span>
              <svg className={styles.track} viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden>
                <rect width="100" height="6" className={styles.whole} />
                <rect width={(count / most) * 100} height="6" className={styles.part} />
              </svg>
            </th>
            <td>{count.toLocaleString("en")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
