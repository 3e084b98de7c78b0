import { Button, Loader } from "@mantine/core";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import type { Avatar } from "~/api/types";
import { CrossedEdit } from "./CrossedEdit";
import styles from "./SaveNote.module.css";
import type { AvatarEdits } from "./useAvatarEdits";

type Props = Pick<AvatarEdits, "state" | "undo" | "retry" | "discard" | "takeMine" | "takeTheirs"> & { avatar: Avatar };

/** Whether what one typed is kept: one line that is always in the same place, and more only in trouble. */
export function SaveNote({ avatar, state, undo, retry, discard, takeMine, takeTheirs }: Props) {
  return (
    <>
      <div className={styles.line} role="status">
        {state.kind === "saving" && (
          <>
            <Loader size={14} color="ink" /> Saving…
          </>
        )}
        {state.kind === "saved" && (
          <>
            <IconCheck size={16} stroke={2} aria-hidden /> Saved
          </>
        )}
        {undo && (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={undo}>
            Undo
          </Button>
        )}
      </div>
      {state.kind === "failed" && (
        <div className={styles.trouble} role="alert">
          <p>
            <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
            <span>
              <strong>Not saved yet.</strong> {state.problem.detail} What you typed is still here.
            </span>
          </p>
          <div className={styles.ways}>
            <Button size="xs" onClick={retry}>
              Try again
            </Button>
            <Button size="xs" variant="default" onClick={discard}>
              Take it back
            </Button>
          </div>
        </div>
      )}
      {state.kind === "crossed" && (
        <CrossedEdit
          mine={avatar}
          theirs={state.theirs}
          update={state.update}
          onMine={() => takeMine(state.theirs)}
          onTheirs={() => takeTheirs(state.theirs)}
        />
      )}
    </>
  );
}
