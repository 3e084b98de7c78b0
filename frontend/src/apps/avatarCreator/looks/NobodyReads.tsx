import { IconEyeOff } from "@tabler/icons-react";
import type { Provider } from "~/api/types";
import styles from "./NobodyReads.module.css";

/** Nobody here can look at this picture: who could, and what is missing for that. */
export function NobodyReads({ all }: { all: Provider[] }) {
  const readers = all.filter(({ readsPictures }) => readsPictures);
  return (
    <div className={styles.note} role="status">
      <IconEyeOff size={22} stroke={1.75} aria-hidden className={styles.sign} />
      <div>
        <p>
          <strong>Nobody here can look at photographs yet.</strong> People who were drawn here can be given a new look
          right away.
        </p>
        {readers.length > 0 && (
          <ul className={styles.readers}>
            {readers.map(({ id, title, setupHint }) => (
              <li key={id}>
                {title} could. {setupHint}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
