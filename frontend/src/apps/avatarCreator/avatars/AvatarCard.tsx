import { ActionIcon } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { type KeyboardEvent, memo, useRef, useState } from "react";
import { Link } from "react-router";
import type { Avatar, AvatarUpdate } from "~/api/types";
import { NameField } from "~/ui/NameField";
import { Portrait } from "~/ui/Portrait";
import styles from "./AvatarCard.module.css";
import { AvatarMarks } from "./AvatarMarks";
import type { Asked } from "./AvatarMenu";
import { lastingImage } from "./api";
import { personaLine } from "./personaLine";
import { linkId } from "./useArrowKeys";
import { useHold } from "./useHold";

interface Props {
  avatar: Avatar;
  /** Address of the avatar's page, over the view that the card stands in. */
  to: string;
  /** True when it was made while one looked on. */
  isNew?: boolean;
  onAsk: (asked: Asked) => void;
  onChange: (avatar: Avatar, changes: AvatarUpdate) => void;
  onDelete: (avatar: Avatar) => void;
}

/** A person: the picture first, name and persona below. Redrawn only when the person changes. */
export const AvatarCard = memo(function AvatarCard({ avatar, to, isNew, onAsk, onChange, onDelete }: Props) {
  const [isRenaming, setRenaming] = useState(false);
  const link = useRef<HTMLAnchorElement>(null);
  const rename = (): void => setRenaming(true);
  const hold = useHold((x, y) => onAsk({ avatar, x, y, opener: link.current, rename }));

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "F2") rename();
    else if (event.key === "Delete") onDelete(avatar);
    else return;
    event.preventDefault();
  };
  const renamed = (name: string | null): void => {
    setRenaming(false);
    if (name) onChange(avatar, { name });
    setTimeout(() => document.activeElement === document.body && link.current?.focus());
  };
  return (
    <article className={styles.card} {...hold}>
      <div className={styles.picture}>
        <Portrait
          src={avatar.thumbnailUrl}
          lastingSrc={lastingImage(avatar.id, "300")}
          srcSet={`${avatar.thumbnailUrl} 300w, ${avatar.largeImageUrl} 768w`}
          sizes="(max-width: 640px) 45vw, 220px"
          thumbhash={avatar.thumbhash}
          develops={isNew}
          alt=""
        />
      </div>
      {isRenaming ? (
        <div className={styles.renaming}>
          <NameField label="Name" name={avatar.name} onDone={renamed} />
        </div>
      ) : (
        <h2 className={styles.name}>
          <Link ref={link} to={to} preventScrollReset id={linkId(avatar.id)} onKeyDown={onKeyDown}>
            {avatar.name}
          </Link>
        </h2>
      )}
      <div className={styles.foot}>
        <p className={styles.persona}>{personaLine(avatar)}</p>
        <AvatarMarks avatar={avatar} />
      </div>
      <ActionIcon
        className={styles.more}
        aria-label={`Actions for ${avatar.name}`}
        aria-haspopup="menu"
        onClick={({ currentTarget }) => {
          const { right, bottom } = currentTarget.getBoundingClientRect();
          onAsk({ avatar, x: right, y: bottom, opener: currentTarget, rename });
        }}
      >
        <IconDots size={20} stroke={1.75} aria-hidden />
      </ActionIcon>
    </article>
  );
});
