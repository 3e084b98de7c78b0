import { TextInput } from "@mantine/core";
import { useState } from "react";

interface Props {
  label: string;
  name: string;
  /** The new name; null when it was taken back, left as it was, or emptied. */
  onDone: (name: string | null) => void;
}

/** A name that is typed over where it stands: Enter or leaving keeps it, Escape takes it back. */
export function NameField({ label, name, onDone }: Props) {
  const [draft, setDraft] = useState(name);
  const finish = (): void => {
    const typed = draft.trim();
    onDone(typed && typed !== name ? typed : null);
  };
  return (
    <TextInput
      aria-label={label}
      size="xs"
      data-autofocus
      ref={selectSoon}
      value={draft}
      maxLength={120}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === "Enter") finish();
        if (event.key === "Escape") onDone(null);
      }}
    />
  );
}

/** The menu that led here gives the focus back to its button first. */
function selectSoon(field: HTMLInputElement | null): () => void {
  const timer = setTimeout(() => {
    field?.focus();
    field?.select();
  }, 30);
  return () => clearTimeout(timer);
}
