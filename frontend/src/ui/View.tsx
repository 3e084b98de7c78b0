import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import { useNavigationType } from "react-router";
import styles from "./View.module.css";

interface Props {
  title: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

/** A view with its heading; everything stands on the same margins. */
export function View({ title, action, children }: Props) {
  const view = useRef<HTMLDivElement>(null);
  useArrival(view);
  return (
    <div ref={view} className={styles.view} tabIndex={-1}>
      <header className={styles.head}>
        {typeof title === "string" ? <h1 className={styles.title}>{title}</h1> : title}
        {action}
      </header>
      {children}
    </div>
  );
}

/** Who followed a link here starts at the top, and the keyboard starts here too: the link is gone. */
function useArrival(view: RefObject<HTMLDivElement | null>): void {
  const isLinked = useNavigationType() === "PUSH";
  const wasLinked = useRef(isLinked);
  useEffect(() => {
    if (!wasLinked.current) return;
    scrollTo(0, 0);
    if (document.activeElement === document.body) view.current?.focus({ preventScroll: true });
  }, [view]);
}
