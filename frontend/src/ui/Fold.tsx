import { Collapse, UnstyledButton } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { type ReactNode, useId, useState } from "react";
import styles from "./Fold.module.css";

interface Props {
  title: string;
  hint: string;
  startsOpen?: boolean;
  children: ReactNode;
}

/** What not everybody needs, folded until wanted. */
export function Fold({ title, hint, startsOpen = false, children }: Props) {
  const [opened, setOpened] = useState(startsOpen);
  const content = useId();
  return (
    <section className={styles.fold}>
      <UnstyledButton
        className={styles.opener}
        aria-expanded={opened}
        aria-controls={content}
        onClick={() => setOpened(!opened)}
      >
        <span>
          <strong>{title}</strong>
          <span className={styles.hint}>{hint}</span>
        </span>
        <IconChevronDown size={20} stroke={1.75} aria-hidden data-opened={opened || undefined} />
      </UnstyledButton>
      <Collapse expanded={opened} id={content}>
        {children}
      </Collapse>
    </section>
  );
}
