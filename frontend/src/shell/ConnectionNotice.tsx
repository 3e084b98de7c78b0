import { IconPlugConnectedX } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import styles from "./ConnectionNotice.module.css";

const PATIENCE_MS = 2_500;

/** Only while the event stream is away, and only when it stays away: what that means, and what still works. */
export function ConnectionNotice() {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status">
      {isLong && (
        <p className={styles.notice}>
          <IconPlugConnectedX size={18} stroke={1.75} aria-hidden />
          <span>
            Reconnecting. What you see may be a little old; <strong>what you asked for goes on.</strong>
          </span>
        </p>
      )}
    </div>
  );
}
