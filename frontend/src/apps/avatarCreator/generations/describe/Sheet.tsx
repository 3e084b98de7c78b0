import { ActionIcon, Modal, Tooltip } from "@mantine/core";
import { IconEraser, IconX } from "@tabler/icons-react";
import type { KeyboardEvent, ReactNode } from "react";
import styles from "./Sheet.module.css";

interface Props {
  title: string;
  isBeside: boolean;
  onClose: () => void;
  onReset: () => void;
  children: ReactNode;
}

/** A wide sheet beside what it is about, which stays usable; where there is no room, a dialog over it. */
export function Sheet({ isBeside, ...props }: Props) {
  return isBeside ? <Beside {...props} /> : <Over {...props} />;
}

function Beside({ title, onClose, onReset, children }: Omit<Props, "isBeside">) {
  return (
    // It is a dialog that does not block: Escape closes it from anywhere inside.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={styles.beside}
      role="dialog"
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !closesSomethingElse(event.target)) onClose();
      }}
    >
      <Head title={title} onClose={onClose} onReset={onReset} />
      {children}
    </section>
  );
}

function Over({ title, onClose, onReset, children }: Omit<Props, "isBeside">) {
  return (
    <Modal.Root opened onClose={onClose} fullScreen transitionProps={{ transition: "slide-up", duration: 180 }}>
      <Modal.Content aria-label={title} className={styles.over}>
        <Head title={title} onClose={onClose} onReset={onReset} />
        {children}
      </Modal.Content>
    </Modal.Root>
  );
}

function Head({ title, onClose, onReset }: Pick<Props, "title" | "onClose" | "onReset">) {
  return (
    <div className={styles.head}>
      <h2>{title}</h2>
      <Tooltip label="Start over">
        <ActionIcon aria-label="Start over" onClick={onReset}>
          <IconEraser size={20} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Close">
        <ActionIcon aria-label="Close" onClick={onClose}>
          <IconX size={20} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

interface FormProps {
  /** Whom one sees: beside the words, or where there is no room, above them and always in sight. */
  person: ReactNode;
  children: ReactNode;
  /** How many, and go. */
  foot: ReactNode;
  onSend: () => void;
}

/** What a sheet holds: words and choices, the person they make, and the order at the foot. */
export function SheetForm({ person, children, foot, onSend }: FormProps) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the fields inside pass here
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
      onKeyDown={(event) => sendOnPurpose(event, onSend)}
    >
      <div className={styles.person}>{person}</div>
      <div className={styles.words}>{children}</div>
      {foot}
    </form>
  );
}

/** Enter alone ends a field and asks for nothing; with Ctrl or ⌘ it sends, wherever one writes. */
function sendOnPurpose(event: KeyboardEvent, send: () => void): void {
  if (event.key !== "Enter") return;
  const isMeant = event.ctrlKey || event.metaKey;
  if (isMeant || event.target instanceof HTMLInputElement) event.preventDefault();
  if (isMeant) send();
}

/** An open list of choices closes first; Mantine marks its field, as it does for its own dialogs. */
function closesSomethingElse(target: EventTarget): boolean {
  return target instanceof Element && target.getAttribute("data-mantine-stop-propagation") === "true";
}
