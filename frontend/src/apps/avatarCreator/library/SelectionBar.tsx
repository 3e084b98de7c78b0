import { ActionIcon, Tooltip } from "@mantine/core";
import {
  IconCopy,
  IconDownload,
  IconFolderSymlink,
  IconHeart,
  IconHeartOff,
  IconTag,
  IconTrash,
  IconX,
  type TablerIcon,
} from "@tabler/icons-react";
import { useEffect, useMemo } from "react";
import type { Avatar } from "~/api/types";
import { announce } from "~/ui/announce";
import type { Selection } from "../avatars/useSelection";
import type { Ask } from "./PeopleDialogs";
import styles from "./SelectionBar.module.css";
import type { BulkActions } from "./useBulkActions";

interface Props {
  avatars: Avatar[];
  selection: Selection;
  actions: BulkActions;
  onAsk: Ask;
}

/** What can be done with those who are selected; it floats where a thumb reaches it. */
export function SelectionBar({ avatars, selection, actions, onAsk }: Props) {
  const chosen = useMemo(
    () => (selection.ids.size === 0 ? [] : avatars.filter(({ id }) => selection.ids.has(id))),
    [avatars, selection.ids],
  );
  const count = chosen.length;
  useEffect(() => {
    if (count > 0) announce(`${count} selected.`);
  }, [count]);
  if (count === 0) return null;
  const isAllFavorite = chosen.every(({ isFavorite }) => isFavorite);
  const gone = (act: () => void): void => {
    act();
    selection.clear();
  };
  return (
    <div className={styles.place}>
      <div role="toolbar" aria-label="Selected people" className={styles.bar}>
        <Tool label="Select nobody" Icon={IconX} onUse={selection.clear} />
        <span className={styles.count}>
          {count.toLocaleString("en")}
          <span> selected</span>
        </span>
        <Tool label="Move to a project" Icon={IconFolderSymlink} onUse={() => onAsk("move", chosen)} />
        <Tool label="Copy to a project" Icon={IconCopy} onUse={() => onAsk("copy", chosen)} />
        <Tool label="Tag" Icon={IconTag} onUse={() => onAsk("tag", chosen)} />
        <Tool
          label={isAllFavorite ? "No favourites any more" : "Make favourites"}
          Icon={isAllFavorite ? IconHeartOff : IconHeart}
          onUse={() => void actions.favor(chosen, !isAllFavorite)}
        />
        <Tool label="Download as zip" Icon={IconDownload} onUse={() => void actions.download(chosen)} />
        <Tool label="Delete" Icon={IconTrash} onUse={() => gone(() => void actions.remove(chosen))} />
      </div>
    </div>
  );
}

function Tool({ label, Icon, onUse }: { label: string; Icon: TablerIcon; onUse: () => void }) {
  return (
    <Tooltip label={label} position="top">
      <ActionIcon className={styles.tool} aria-label={label} onClick={onUse}>
        <Icon size={20} stroke={1.75} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
