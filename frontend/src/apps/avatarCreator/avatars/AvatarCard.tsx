import { Link } from "react-router";
import type { Avatar } from "~/api/types";
import { Portrait } from "~/ui/Portrait";
import styles from "./AvatarCard.module.css";
import { lastingImage } from "./api";
import { personaLine } from "./personaLine";

interface Props {
  avatar: Avatar;
  /** Address of the avatar's page, over the view that the card stands in. */
  to: string;
  /** True when it was made while one looked on. */
  isNew?: boolean;
}

/** A person: the picture first, name and persona below. */
export function AvatarCard({ avatar, to, isNew }: Props) {
  return (
    <article className={styles.card}>
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
      <h2 className={styles.name}>
        <Link to={to} preventScrollReset id={`card-${avatar.id}`}>
          {avatar.name}
        </Link>
      </h2>
      <p className={styles.persona}>{personaLine(avatar)}</p>
    </article>
  );
}
