import { Skeleton } from "@mantine/core";
import styles from "./AvatarDetail.module.css";
import stage from "./AvatarStage.module.css";

/** The page of a person while they are on their way. */
export function AvatarDetailSkeleton() {
  return (
    <div className={styles.sides} role="status" aria-label="Loading this person">
      <div className={stage.stage}>
        <Skeleton className={stage.picture} height="auto" />
      </div>
      <div className={styles.facts}>
        <Skeleton height={32} width="55%" />
        <Skeleton height={36} width="85%" mt={20} />
        {[88, 140, 210].map((height) => (
          <Skeleton key={height} height={height} mt={36} radius="lg" />
        ))}
      </div>
    </div>
  );
}
