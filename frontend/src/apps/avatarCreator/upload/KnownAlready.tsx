import { Button } from "@mantine/core";
import { Link } from "react-router";
import type { Duplicate } from "~/api/types";
import { Portrait } from "~/ui/Portrait";
import { lastingImage } from "../avatars/api";
import styles from "./Notes.module.css";

interface Props {
  duplicates: Duplicate[];
  isWanted: boolean;
  onWant: (isWanted: boolean) => void;
}

/** They have this picture, or one much like it: told and offered, never in the way. */
export function KnownAlready({ duplicates, isWanted, onWant }: Props) {
  const known = duplicates.find(({ match }) => match === "exact") ?? duplicates[0];
  if (!known) return null;
  return (
    <div className={styles.note} role="status">
      <span className={styles.face}>
        <Portrait eager src={known.thumbnailUrl} lastingSrc={lastingImage(known.avatarId, "96")} alt="" />
      </span>
      <div className={styles.said}>
        <p>{saying(known, isWanted)}</p>
        <div className={styles.ways}>
          <Button
            component={Link}
            size="compact-sm"
            variant="default"
            to={`/projects/${known.projectId}/people/${known.avatarId}`}
          >
            Open {known.name}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => onWant(!isWanted)}>
            {isWanted ? "Leave out" : "Upload anyway"}
          </Button>
        </div>
      </div>
    </div>
  );
}

function saying({ match, name }: Duplicate, isWanted: boolean) {
  const who = <strong>{name}</strong>;
  if (match === "exact" && !isWanted) return <>You already have this picture: {who}.</>;
  if (match === "exact") return <>You already have this picture: {who}. It will be added again.</>;
  return isWanted ? <>This looks much like {who}, whom you have.</> : <>Left out: it looks much like {who}.</>;
}
