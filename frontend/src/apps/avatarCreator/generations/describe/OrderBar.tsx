import { Button, Loader, SegmentedControl } from "@mantine/core";
import { IconSparkles } from "@tabler/icons-react";
import type { Problem } from "~/api/problem";
import { counted } from "~/ui/words";
import { type Draft, saysWho } from "./draft";
import styles from "./OrderBar.module.css";
import type { Order } from "./useOrder";

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

interface Props {
  draft: Draft;
  onChange: (changes: Partial<Draft>) => void;
  order: Order;
  problem: Problem | null;
}

/** How many, and go. Trouble is told where the hand is. */
export function OrderBar({ draft, onChange, order, problem }: Props) {
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
        value={String(draft.count)}
        onChange={(count) => onChange({ count: Number(count) })}
      />
      <Button
        className={styles.make}
        type="submit"
        size="md"
        leftSection={
          order.isSending ? <Loader size={18} color="yellow" /> : <IconSparkles size={18} stroke={1.75} aria-hidden />
        }
        disabled={!saysWho(draft)}
      >
        Make {draft.count === 1 ? "this person" : counted(draft.count, "portrait")}
        <kbd className={styles.keys} aria-hidden>
          {isApple ? "⌘" : "Ctrl"} ↵
        </kbd>
      </Button>
    </footer>
  );
}
