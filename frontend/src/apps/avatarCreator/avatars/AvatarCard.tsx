import { memo, useRef, useState } from "react";
import { Link } from "react-router";
import type { Avatar, AvatarUpdate } from "~/api/types";
import { NameField } from "~/ui/NameField";
import { Portrait } from "~/ui/Portrait";
import styles from "./AvatarCard.module.css";
import { AvatarCardButtons } from "./AvatarCardButtons";
import { AvatarMarks } from "./AvatarMarks";
import type { Asked } from "./AvatarMenu";
import { lastingImage } from "./api";
import { linkId } from "./focusCard";
import { personaLine } from "./personaLine";
import { useCardActs } from "./useCardActs";

interface Props {
  avatar: Avatar;
  /** Address of the avatar's page, over the view that the card stands in. */
  to: string;
  /** True when it was made while one looked on. */
  isNew?: boolean;
  isSelected?: boolean | undefined;
  /** Somebody is selected: pressing a card selects it too. */
  isSelecting?: boolean;
  onAsk: (asked: Asked) => void;
  onChange: (avatar: Avatar, changes: AvatarUpdate) => void;
  onDelete: (avatar: Avatar) => void;
  /** Where people can be selected; a range reaches from the one last touched. */
  onSelect?: (avatar: Avatar, isRange: boolean) => void;
}

/** A person: the picture first, name and persona below. Redrawn only when the person changes. */
export const AvatarCard = memo(function AvatarCard(props: Props) {
  const { avatar, to, isNew, isSelected = false, isSelecting = false, onAsk, onChange, onDelete, onSelect } = props;
  const [isRenaming, setRenaming] = useState(false);
  const link = useRef<HTMLAnchorElement>(null);
  const rename = (): void => setRenaming(true);
  const select = onSelect && ((isRange: boolean) => onSelect(avatar, isRange));
  const favor = (): void => onChange(avatar, { isFavorite: !avatar.isFavorite });
  const ask = (x: number, y: number, opener: HTMLElement | null): void => onAsk({ avatar, x, y, opener, rename });
  const acts = useCardActs({ isSelecting, select, favor, rename, ask, remove: () => onDelete(avatar) });

  const renamed = (name: string | null): void => {
    setRenaming(false);
    if (name) onChange(avatar, { name });
    setTimeout(() => document.activeElement === document.body && link.current?.focus());
  };
  return (
    <article
      className={styles.card}
      data-selected={isSelected || undefined}
      data-selecting={isSelecting || undefined}
      {...acts.hold}
    >
      <div className={styles.picture}>
        <Portrait
          src={avatar.thumbnailUrl}
          lastingSrc={lastingImage(avatar.id, "300")}
          srcSet={`${avatar.thumbnailUrl} 300w, ${avatar.largeImageUrl} 768w`}
          sizes="(max-width: 640px) 45vw, 220px"
          thumbhash={avatar.thumbhash}
          develops={isNew}
          eager // only cards near the screen exist
          alt=""
        />
      </div>
      {isRenaming ? (
        <div className={styles.renaming}>
          <NameField label="Name" name={avatar.name} onDone={renamed} />
        </div>
      ) : (
        <h2 className={styles.name}>
          <Link
            ref={link}
            to={to}
            preventScrollReset
            id={linkId(avatar.id)}
            onClick={acts.onClick}
            onKeyDown={acts.onKeyDown}
          >
            {avatar.name}
          </Link>
        </h2>
      )}
      <div className={styles.foot}>
        <p className={styles.persona}>{personaLine(avatar)}</p>
        <AvatarMarks avatar={avatar} />
      </div>
      <AvatarCardButtons avatar={avatar} isSelected={isSelected} onSelect={select} onFavor={favor} onAsk={ask} />
    </article>
  );
});
