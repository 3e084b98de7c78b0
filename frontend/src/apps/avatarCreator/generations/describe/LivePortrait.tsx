import { ActionIcon, Tooltip } from "@mantine/core";
import { IconDice5, IconLock, IconLockOpen2 } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Preview } from "~/api/types";
import { anySeed, type Draft } from "./draft";
import styles from "./LivePortrait.module.css";

interface Props {
  preview: Preview | undefined;
  draft: Pick<Draft, "seed" | "keepsSeed">;
  onChange: (changes: Partial<Draft>) => void;
}

/** The person as they would be drawn; where only a photograph would show them, the words it is asked with. */
export function LivePortrait({ preview, draft, onChange }: Props) {
  const { seed, keepsSeed } = draft;
  return (
    <figure className={styles.print}>
      <Print preview={preview} />
      <figcaption className={styles.tools}>
        <Tooltip label="Another face">
          <ActionIcon aria-label="Another face" disabled={keepsSeed} onClick={() => onChange({ seed: anySeed() })}>
            <IconDice5 size={20} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
        <input
          className={styles.seed}
          aria-label="Number of this face"
          title="The same number draws the same face again"
          inputMode="numeric"
          value={seed}
          onChange={({ target }) => onChange(asSeed(target.value))}
        />
        <Tooltip label={keepsSeed ? "The same face each time" : "A new face each time"}>
          <ActionIcon
            aria-label="Keep this face"
            aria-pressed={keepsSeed}
            onClick={() => onChange({ keepsSeed: !keepsSeed })}
          >
            {keepsSeed ? <IconLock size={18} stroke={1.75} /> : <IconLockOpen2 size={18} stroke={1.75} />}
          </ActionIcon>
        </Tooltip>
      </figcaption>
    </figure>
  );
}

/** The picture alone. */
export function Print({ preview, children }: { preview: Preview | undefined; children?: ReactNode }) {
  return (
    <div className={styles.picture}>
      {preview?.portrait ? (
        <img src={asAddress(preview.portrait)} alt="The person as described so far" decoding="sync" />
      ) : (
        <p className={styles.sentence}>{preview?.prompt}</p>
      )}
      {children}
    </div>
  );
}

/** A number that is typed is meant to be kept. */
function asSeed(text: string): Partial<Draft> {
  const seed = Number(text.replace(/\D/g, "").slice(0, 10));
  return { seed: Math.min(seed, 2 ** 31 - 1), keepsSeed: true };
}

/** A drawing is shown as a picture, never as part of the page: nothing in it can act. */
function asAddress(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
