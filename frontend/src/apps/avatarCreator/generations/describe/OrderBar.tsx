import { Button, Loader, SegmentedControl } from "@mantine/core";
import { IconSparkles } from "@tabler/icons-react";
import type { Problem } from "~/api/problem";
import { counted } from "~/ui/words";
import styles from "./OrderBar.module.css";
import type { Order } from "./useOrder";

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

interface Props {
  count: number;
  onCount: (count: number) => void;
  order: Order;
  problem: Problem | null;
  /** What one is asked for, as in "Make this person". */
  one?: string;
}

/** How many, and go. Trouble is told where the hand is. */
export function OrderBar({ count, onCount, order, problem, one = "this person" }: Props) {
  return (
    <footer className={styles.bar}>
      {problem && (
        <p className={styles.problem} role="alert">
          <strong>{problem.title}.</strong> {problem.detail}
        </p>
      )}
      <SegmentedControl
        aria-label="How many"
        data={["1", "2", "3", "4"]}
        value={String(count)}
        onChange={(chosen) => onCount(Number(chosen))}
      />
      <Button
        className={styles.make}
        type="submit"
        size="md"
        leftSection={
          order.isSending ? <Loader size={18} color="yellow" /> : <IconSparkles size={18} stroke={1.75} aria-hidden />
        }
        disabled={!order.canSend}
      >
        Make {count === 1 ? one : counted(count, "portrait")}
        <kbd className={styles.keys} aria-hidden>
          {isApple ? "⌘" : "Ctrl"} ↵
        </kbd>
      </Button>
    </footer>
  );
}
