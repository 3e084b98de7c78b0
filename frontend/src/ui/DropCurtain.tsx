import { IconPhotoUp } from "@tabler/icons-react";
import styles from "./DropCurtain.module.css";

/** What one sees while pictures are held over the page: let go anywhere. */
export function DropCurtain() {
  return (
    <div className={styles.curtain} aria-hidden>
      <p className={styles.words}>
        <IconPhotoUp size={32} stroke={1.5} />
        Let go to add these pictures
      </p>
    </div>
  );
}
