import { UnstyledButton } from "@mantine/core";
import { type KeyboardEvent, useRef, useState } from "react";
import styles from "./Picker.module.css";

interface Props {
  /** Of the attribute, as in "Another hair colour". */
  title: string;
  onGiven: (words: string) => void;
}

/** A value in one's own words, where none of those that are shown will do. */
export function OtherValue({ title, onGiven }: Props) {
  const [words, setWords] = useState<string>();
  const endedByKey = useRef(false);
  if (words === undefined) {
    return (
      <UnstyledButton
        className={styles.other}
        ref={(button) => {
          if (endedByKey.current) button?.focus();
          endedByKey.current = false;
        }}
        aria-label={`Other… ${title.toLowerCase()}`}
        onClick={() => setWords("")}
      >
        Other…
      </UnstyledButton>
    );
  }
  const finish = (): void => {
    setWords(undefined);
    if (words.trim()) onGiven(words.trim());
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    endedByKey.current = event.key === "Enter" || event.key === "Escape";
    if (event.key === "Enter") finish();
    if (event.key === "Escape") setWords(undefined);
  };
  return (
    <input
      ref={takeFocus}
      className={styles.own}
      aria-label={`Another ${title.toLowerCase()}`}
      placeholder="In your words"
      maxLength={60}
      size={14}
      value={words}
      // Escape closes this field, not the sheet it stands in; the mark is what Mantine's dialogs look for.
      data-mantine-stop-propagation="true"
      onChange={(event) => setWords(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={finish}
    />
  );
}

function takeFocus(field: HTMLInputElement | null): void {
  field?.focus();
}
