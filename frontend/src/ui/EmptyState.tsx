import type { ReactNode } from "react";
import styles from "./States.module.css";

interface Props {
  title: string;
  children?: ReactNode;
  picture?: ReactNode;
  action?: ReactNode;
  /** Within a view that has its heading; else this is the view's own. */
  isPart?: boolean;
}

/** A view with nothing in it yet: says what belongs here and how to begin. */
export function EmptyState({ title, children, picture, action, isPart = false }: Props) {
  const Title = isPart ? "h2" : "h1";
  return (
    <section className={styles.state}>
      {picture}
      <Title className={styles.title}>{title}</Title>
      {children && <p className={styles.detail}>{children}</p>}
      {action}
    </section>
  );
}
