import { useEffect, useRef, useState } from "react";
import styles from "./InlineEdit.module.css";

interface Props {
  value: string;
  label: string;
  placeholder?: string;
  onSave: (value: string) => void;
  required?: boolean;
  multiline?: boolean;
  /** For a thing just made, whose name is to be typed over. */
  selectAtOnce?: boolean;
  maxLength: number;
  className?: string;
}

/** Text that is edited where it stands: Enter or leaving saves, Escape takes it back. */
export function InlineEdit(props: Props) {
  const { value, label, placeholder, onSave, required, multiline, selectAtOnce, maxLength, className } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useState<string | null>(null);
  const takenBack = useRef(false);

  useEffect(() => {
    if (selectAtOnce) field.current?.select();
  }, [selectAtOnce]);

  const finish = (): void => {
    const text = draft?.trim();
    setDraft(null);
    if (takenBack.current || text === undefined || text === value || (required && text === "")) return;
    onSave(text);
  };

  return (
    <span className={[styles.grow, className].filter(Boolean).join(" ")} data-text={draft ?? (value || placeholder)}>
      <textarea
        ref={field}
        className={styles.field}
        rows={1}
        aria-label={label}
        placeholder={placeholder}
        maxLength={maxLength}
        value={draft ?? value}
        onFocus={() => {
          takenBack.current = false;
        }}
        onChange={(event) => setDraft(multiline ? event.target.value : event.target.value.replaceAll("\n", " "))}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === "Escape" && draft !== null) {
            event.stopPropagation();
            takenBack.current = true;
          } else if (event.key !== "Enter" || (multiline && event.shiftKey)) return;
          event.preventDefault();
          event.currentTarget.blur();
        }}
      />
    </span>
  );
}
