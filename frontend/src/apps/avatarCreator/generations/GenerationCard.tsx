import type { Generation } from "~/api/types";
import { ProgressRing } from "~/ui/ProgressRing";
import { useNow } from "~/ui/useNow";
import styles from "./GenerationCard.module.css";
import { ringPercent, statusWords } from "./statusWords";

/** Holds the place of a person that is being made: paper that is not developed yet. */
export function GenerationCard({ generation }: { generation: Generation }) {
  const now = useNow(generation.nextAttemptAt !== null);
  const percent = ringPercent(generation);
  return (
    <article className={styles.card} aria-label={`${generation.name}, being made`}>
      <div className={styles.paper} data-drawing={percent !== null || undefined}>
        <ProgressRing size={56} percent={percent} label={`Progress of ${generation.name}`} />
      </div>
      <h2 className={styles.name}>{generation.name}</h2>
      <p className={styles.how}>{statusWords(generation, now)}</p>
    </article>
  );
}
