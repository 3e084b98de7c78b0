import styles from "./ProgressRing.module.css";

interface Props {
  /** 0 to 100; null while nothing can be told: the ring turns. */
  percent: number | null;
  size: number;
  label: string;
}

/** How far something is, as a ring of marigold. */
export function ProgressRing({ percent, size, label }: Props) {
  const turning = percent === null;
  return (
    <svg
      className={styles.ring}
      data-turning={turning || undefined}
      width={size}
      height={size}
      viewBox="0 0 36 36"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? undefined}
    >
      <circle className={styles.track} cx="18" cy="18" r="15.5" />
      <circle
        className={styles.done}
        cx="18"
        cy="18"
        r="15.5"
        pathLength={100}
        strokeDasharray={`${turning ? 25 : Math.max(percent, 2)} 100`}
      />
    </svg>
  );
}
