import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconArrowBackUp, IconFolder, IconTrashX } from "@tabler/icons-react";
import type { TrashItem } from "~/api/types";
import { Portrait } from "~/ui/Portrait";
import { counted, daysLeft } from "~/ui/words";
import styles from "./TrashCard.module.css";

interface Props {
  item: TrashItem;
  onRestore: () => void;
  onRemove: () => void;
}

/** Somebody, or a project with its people, that waits to come back or to go. */
export function TrashCard({ item, onRestore, onRemove }: Props) {
  const { kind, name, projectName, thumbnailUrl, thumbhash, expiresAt, avatarCount } = item;
  const isProject = kind === "project";
  return (
    <article className={styles.card} aria-label={name}>
      <div className={styles.picture} data-project={isProject || undefined}>
        {thumbnailUrl ? (
          <Portrait src={thumbnailUrl} lastingSrc={thumbnailUrl} alt="" {...(thumbhash && { thumbhash })} />
        ) : (
          <span className={styles.blank} />
        )}
        {isProject && (
          <span className={styles.kind}>
            <IconFolder size={16} stroke={1.75} aria-hidden />
            Project, {counted(avatarCount, "person", "people")}
          </span>
        )}
      </div>
      <h2 className={styles.name}>{name}</h2>
      <p className={styles.facts}>
        {daysLeft(expiresAt)}
        {!isProject && ` · ${projectName}`}
      </p>
      <div className={styles.ways}>
        <Button
          className={styles.restore}
          variant="default"
          size="xs"
          aria-label={`Restore ${name}`}
          leftSection={<IconArrowBackUp size={16} stroke={1.75} aria-hidden />}
          onClick={onRestore}
        >
          Restore
        </Button>
        <Tooltip label="Delete for ever">
          <ActionIcon size={30} aria-label={`Delete ${name} for ever`} onClick={onRemove}>
            <IconTrashX size={18} stroke={1.75} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
    </article>
  );
}
