import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconRefresh, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Generation } from "~/api/types";
import { ProgressRing } from "~/ui/ProgressRing";
import { useNow } from "~/ui/useNow";
import { isOpen } from "./api";
import styles from "./GenerationStatus.module.css";
import { ringPercent, statusWords } from "./statusWords";

interface Props {
  generation: Generation;
  onCancel: (id: string) => void;
  onRetry: (id: string) => void;
  onDismiss: (id: string) => void;
}

/** One line of the panel: how a generation stands and what can be done about it. */
export function GenerationStatus({ generation, onCancel, onRetry, onDismiss }: Props) {
  const { id, name, problem } = generation;
  const now = useNow(generation.nextAttemptAt !== null);
  if (isOpen(generation)) {
    return (
      <Row
        mark={<ProgressRing percent={ringPercent(generation)} size={28} label={`Progress of ${name}`} />}
        name={name}
        words={statusWords(generation, now)}
      >
        <Cross label="Cancel" of={name} onClick={() => onCancel(id)} />
      </Row>
    );
  }
  return (
    <Row
      mark={<IconAlertTriangle className={styles.trouble} size={28} stroke={1.75} aria-hidden />}
      name={name}
      words={problem ? `${problem.title}. ${problem.detail}` : statusWords(generation, now)}
    >
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconRefresh size={16} stroke={1.75} aria-hidden />}
        onClick={() => onRetry(id)}
      >
        Try again
      </Button>
      <Cross label="Dismiss" of={name} onClick={() => onDismiss(id)} />
    </Row>
  );
}

function Row(props: { mark: ReactNode; name: string; words: string; children: ReactNode }) {
  return (
    <li className={styles.row}>
      {props.mark}
      <div className={styles.words}>
        <strong>{props.name}</strong>
        <span>{props.words}</span>
      </div>
      {props.children}
    </li>
  );
}

function Cross({ label, of, onClick }: { label: string; of: string; onClick: () => void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={`${label} ${of}`} onClick={onClick}>
        <IconX size={18} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}
