import { Range } from "~/ui/Range";
import styles from "./Likeness.module.css";

interface Props {
  strength: number;
  onChange: (strength: number) => void;
}

const words: [least: number, said: string][] = [
  [0.85, "Unmistakably them"],
  [0.6, "Clearly the same person"],
  [0.4, "Like a brother or sister"],
  [0.2, "A family resemblance"],
  [0, "Only a hint of them"],
];

/** How much they are to be recognised, in the words one would use. */
export function Likeness({ strength, onChange }: Props) {
  const said = words.find(([least]) => strength >= least)?.[1] ?? "";
  return (
    <section className={styles.likeness} aria-label="Likeness">
      <p className={styles.title}>
        <strong>Strength of likeness</strong>
        <span className={styles.said}> · {said}</span>
      </p>
      <Range label="Strength of likeness" words={said} min={0} max={1} step={0.05} value={strength} onChange={onChange} />
      <p className={styles.ends} aria-hidden>
        <span>Somebody new</span>
        <span>The very same</span>
      </p>
    </section>
  );
}
