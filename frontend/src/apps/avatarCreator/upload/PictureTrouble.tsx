import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { Problem } from "~/api/problem";
import styles from "./Notes.module.css";
import { mayPass, type Picture } from "./uploadQueue";

interface Props {
  picture: Picture;
  problem: Problem;
  onRetry: () => void;
  onRemove: () => void;
}

/** Why one picture was not added, and what can be done; the others went on. */
export function PictureTrouble({ picture, problem, onRetry, onRemove }: Props) {
  return (
    <div className={styles.note} data-trouble role="alert">
      <IconAlertTriangle size={22} stroke={1.75} aria-hidden className={styles.sign} />
      <div className={styles.said}>
        <p>
          <strong>{problem.title}</strong>
        </p>
        <p className={styles.file}>{picture.file.name}</p>
        <p>{problem.detail}</p>
        <div className={styles.ways}>
          {mayPass(picture) && (
            <Button size="compact-sm" variant="default" onClick={onRetry}>
              Try again
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={onRemove}>
            Remove
          </Button>
        </div>
      </div>
    </div>
  );
}
