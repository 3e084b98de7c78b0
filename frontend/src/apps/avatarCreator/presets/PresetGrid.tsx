import type { ComponentProps } from "react";
import type { Preset } from "~/api/types";
import { CardGrid, CardGridSkeleton } from "~/ui/CardGrid";
import { EmptyState } from "~/ui/EmptyState";
import { MoreWhenSeen } from "~/ui/MoreWhenSeen";
import { ProblemState } from "~/ui/ProblemState";
import { PresetFace } from "./PresetFace";
import styles from "./PresetGrid.module.css";

interface List extends ComponentProps<typeof MoreWhenSeen> {
  isPending: boolean;
  isLoadingError: boolean;
  isPlaceholderData: boolean;
  error: unknown;
  refetch: () => unknown;
}

interface Props {
  list: List;
  presets: Preset[];
  chosenId: string | undefined;
  /** One's own are asked for: when there is none, it is said how they come about. */
  isOwn: boolean;
  onChoose: (preset: Preset) => void;
}

/** Faces, large, with who they are below. */
export function PresetGrid({ list, presets, chosenId, isOwn, onChoose }: Props) {
  return (
    <div className={styles.scroll} data-old={list.isPlaceholderData || undefined}>
      {list.isPending && <CardGridSkeleton label="Loading presets" minWidth={180} />}
      {list.isLoadingError && <ProblemState isPart error={list.error} onRetry={() => void list.refetch()} />}
      {!list.isPending && !list.isLoadingError && presets.length === 0 && <Nobody isOwn={isOwn} />}
      <CardGrid minWidth={180}>
        {presets.map((preset) => (
          <li key={preset.id}>
            <button
              type="button"
              className={styles.card}
              aria-current={preset.id === chosenId}
              onClick={() => onChoose(preset)}
            >
              <span className={styles.face}>
                <PresetFace preset={preset} />
              </span>
              <span className={styles.name}>{preset.name}</span>
              <span className={styles.title}>{preset.title}</span>
            </button>
          </li>
        ))}
      </CardGrid>
      <MoreWhenSeen {...list} />
    </div>
  );
}

function Nobody({ isOwn }: { isOwn: boolean }) {
  return isOwn ? (
    <EmptyState isPart title="No presets of your own yet">
      Open the menu of somebody in a project and choose “Save as preset”: they will be ready here, for every project.
    </EmptyState>
  ) : (
    <EmptyState isPart title="Nobody like that is ready">
      Try another word or fewer filters, or describe the person yourself.
    </EmptyState>
  );
}
