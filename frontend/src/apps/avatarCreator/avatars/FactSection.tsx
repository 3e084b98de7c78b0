import type { ReactNode } from "react";
import styles from "./AvatarFacts.module.css";

interface Props {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}

/** One of the things that are known of a person. */
export function FactSection({ title, action, children }: Props) {
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        <h3 className={styles.title}>{title}</h3>
        {action}
      </div>
      {children}
    </section>
  );
}

export function Pair({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}
