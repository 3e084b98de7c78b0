import type { ReactNode } from "react";
import styles from "./States.module.css";

interface Props {
  title: string;
  children?: ReactNode;
  picture?: ReactNode;
  action?: ReactNode;
}

/** A view with nothing in it yet: says what belongs here and how to begin. */
export function EmptyState({ title, children, picture, action }: Props) {
  return (
    <section className={styles.state}>
      {picture}
      <h2 className={styles.title}>{title}</h2>
      {children && <p className={styles.detail}>{children}</p>}
      {action}
    </section>
  );
}
