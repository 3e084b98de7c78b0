import { Button } from "@mantine/core";
import { IconCloudOff } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { asProblem } from "~/api/problem";
import styles from "./States.module.css";

interface Props {
  error: unknown;
  onRetry?: () => void;
  action?: ReactNode;
  /** Within a view that has its heading; else this is the view's own. */
  isPart?: boolean;
}

/** A view that could not be shown: what happened, that nothing is lost, and a way on. */
export function ProblemState({ error, onRetry, action, isPart = false }: Props) {
  const Title = isPart ? "h2" : "h1";
  const problem = asProblem(error);
  return (
    <section className={styles.state} role="alert">
      <IconCloudOff size={40} stroke={1.5} aria-hidden className={styles.icon} />
      <Title className={styles.title}>{problem.title}</Title>
      <p className={styles.detail}>{problem.detail}</p>
      {onRetry && problem.status !== 404 && <Button onClick={onRetry}>Try again</Button>}
      {action}
    </section>
  );
}
