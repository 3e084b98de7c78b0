import { Textarea, UnstyledButton } from "@mantine/core";
import styles from "./Description.module.css";
import type { Draft } from "./draft";

const examples = [
  "A smiling woman in her 50s with curly red hair and round glasses",
  "Young Javanese man with short black hair, wearing batik",
  "Retired captain with a white full beard and a beanie",
];

interface Props {
  draft: Draft;
  /** What the server did not accept about the sentence. */
  refused: string | undefined;
  onChange: (changes: Partial<Draft>) => void;
}

/** The sentence that says who it is. */
export function Description({ draft, refused, onChange }: Props) {
  return (
    <>
      <Textarea
        label="Who is it?"
        placeholder="Describe them as you would to a friend"
        autosize
        minRows={3}
        maxRows={8}
        maxLength={2000}
        data-autofocus
        ref={focusOnce}
        value={draft.prompt}
        error={refused}
        onChange={(event) => onChange({ prompt: event.target.value })}
      />
      {draft.prompt === "" && (
        <div className={styles.examples}>
          {examples.map((example) => (
            <UnstyledButton key={example} className={styles.example} onClick={() => onChange({ prompt: example })}>
              {example}
            </UnstyledButton>
          ))}
        </div>
      )}
    </>
  );
}

function focusOnce(field: HTMLTextAreaElement | null): void {
  if (field && !field.dataset.focused) {
    field.dataset.focused = "true";
    field.focus({ preventScroll: true });
  }
}
