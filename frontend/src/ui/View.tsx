import type { ReactNode } from "react";
import styles from "./View.module.css";

interface Props {
  title: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

/** A view with its heading; everything stands on the same margins. */
export function View({ title, action, children }: Props) {
  return (
    <div className={styles.view}>
      <header className={styles.head}>
        {typeof title === "string" ? <h1 className={styles.title}>{title}</h1> : title}
        {action}
      </header>
      {children}
    </div>
  );
}
