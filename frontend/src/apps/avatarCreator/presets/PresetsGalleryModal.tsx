import { useDebouncedValue, useMediaQuery } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { allItems } from "~/api/pages";
import type { Preset } from "~/api/types";
import { Dialog } from "~/ui/Dialog";
import { presetList, type Wanted } from "./api";
import { PresetDetail } from "./PresetDetail";
import { PresetFilters } from "./PresetFilters";
import { PresetGrid } from "./PresetGrid";
import styles from "./PresetsGalleryModal.module.css";

const TYPING_MS = 180;

interface Props {
  projectId: string;
  onClose: () => void;
}

/** People who are ready, to be met, changed a little and made one's own. */
export default function PresetsGalleryModal({ projectId, onClose }: Props) {
  const [wanted, setWanted] = useState<Wanted>({ sort: "popular" });
  const [settled] = useDebouncedValue(wanted, TYPING_MS, { leading: true });
  const list = useInfiniteQuery(presetList(settled));
  const presets = list.data ? allItems(list.data) : [];
  const [chosenId, setChosenId] = useState<string>();
  const isWide = useMediaQuery("(min-width: 900px)", true);
  const chosen = presets.find(({ id }) => id === chosenId) ?? (isWide ? presets[0] : undefined);
  const choose = ({ id }: Preset): void => setChosenId(id);
  return (
    <Dialog title="Presets" width={1180} onClose={onClose}>
      <div className={styles.gallery} data-chosen={chosen !== undefined || undefined}>
        <section className={styles.all} aria-label="All presets" hidden={!isWide && chosen !== undefined}>
          <PresetFilters wanted={wanted} onWanted={setWanted} startsTyping={isWide} />
          <PresetGrid list={list} presets={presets} chosenId={chosen?.id} isOwn={wanted.own ?? false} onChoose={choose} />
        </section>
        {chosen && (
          <PresetDetail
            key={chosen.id}
            projectId={projectId}
            preset={chosen}
            onBack={isWide ? undefined : () => setChosenId(undefined)}
            onPlaced={onClose}
          />
        )}
      </div>
    </Dialog>
  );
}
