import { lazy, Suspense } from "react";
import type { Avatar } from "~/api/types";
import type { BulkActions } from "./useBulkActions";

const ProjectPicker = lazy(() => import("../projects/ProjectPicker"));
const TagDialog = lazy(() => import("./TagDialog"));

type What = "move" | "copy" | "tag";

export interface Asking {
  what: What;
  avatars: Avatar[];
}

export type Ask = (what: What, avatars: Avatar[]) => void;

interface Props {
  asking: Asking | null;
  actions: BulkActions;
  onDone: () => void;
  onClose: () => void;
}

/** What has to be asked before something is done with people: where to, or which tags. */
export function PeopleDialogs({ asking, actions, onDone, onClose }: Props) {
  if (!asking) return null;
  const { what, avatars } = asking;
  return (
    <Suspense>
      {what === "tag" ? (
        <TagDialog
          avatars={avatars}
          onSave={(add, remove) => {
            onClose();
            void actions.tag(avatars, add, remove);
          }}
          onClose={onClose}
        />
      ) : (
        <ProjectPicker
          title={what === "move" ? "Move to" : "Copy to"}
          without={what === "move" ? onlyProjectOf(avatars) : undefined}
          onPick={(project) => {
            onDone();
            void actions[what](avatars, project);
          }}
          onClose={onClose}
        />
      )}
    </Suspense>
  );
}

function onlyProjectOf([first, ...others]: Avatar[]): string | undefined {
  return others.every(({ projectId }) => projectId === first?.projectId) ? first?.projectId : undefined;
}
