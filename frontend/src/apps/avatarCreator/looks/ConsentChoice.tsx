import { Radio } from "@mantine/core";
import type { Consent } from "~/api/types";
import styles from "./ConsentChoice.module.css";

const statements: { value: Consent; said: string; about: string }[] = [
  { value: "self", said: "It shows me", about: "and I want this picture made." },
  { value: "permission", said: "They agreed", about: "I asked the person it shows, and they said yes." },
  { value: "not_a_person", said: "It shows nobody real", about: "a drawing, a statue, a made-up face." },
];

interface Props {
  consent: Consent | null;
  onChange: (consent: Consent) => void;
}

/** A face belongs to somebody: who uses a photograph says that it is all right, and that is kept. */
export function ConsentChoice({ consent, onChange }: Props) {
  return (
    <Radio.Group
      className={styles.consent}
      label="Whose face is it?"
      description="A photograph may show a real person. What you say here is kept with the picture."
      required
      value={consent}
      onChange={(value) => onChange(value as Consent)}
    >
      <div className={styles.statements}>
        {statements.map(({ value, said, about }) => (
          <Radio.Card key={value} value={value} className={styles.statement}>
            <Radio.Indicator color="ink" />
            <span>
              <strong>{said}</strong>
              <span className={styles.about}>{about}</span>
            </span>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  );
}
