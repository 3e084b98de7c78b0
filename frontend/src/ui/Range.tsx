import type { CSSProperties } from "react";
import styles from "./Range.module.css";

interface Props {
  label: string;
  /** The value as people say it. */
  words: string;
  value: number;
  min: number;
  max: number;
  step: number;
  onChange: (value: number) => void;
}

/** A value between two ends, where the feeling matters more than the number. */
export function Range({ label, words, value, min, max, step, onChange }: Props) {
  const share = max > min ? (value - min) / (max - min) : 0;
  return (
    <input
      type="range"
      className={styles.range}
      style={{ "--share": `${share * 100}%` } as CSSProperties}
      aria-label={label}
      aria-valuetext={words}
      min={min}
      max={max}
      step={step}
      value={value}
      onChange={(event) => onChange(Number(event.target.value))}
    />
  );
}
