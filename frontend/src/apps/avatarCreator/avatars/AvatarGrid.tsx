import { type ReactNode, useState } from "react";
import type { Avatar } from "~/api/types";
import { CardGrid } from "~/ui/CardGrid";
import { AvatarCard } from "./AvatarCard";

/** A place in the grid for somebody who is being made; the avatar takes it over when it is there. */
export interface HeldPlace {
  /** The avatar's `generationId`. */
  id: string;
  since: string;
  /** Null for a place whose avatar has come: only its time still matters. */
  card: ReactNode;
}

interface Props {
  avatars: Avatar[];
  held?: HeldPlace[];
  linkTo: (avatar: Avatar) => string;
}

interface Place {
  key: string;
  since: string;
  avatar?: Avatar;
  card?: ReactNode;
}

/** Newest first, in the order in which people were asked for, so that nothing jumps when one is ready. */
export function AvatarGrid({ avatars, held = [], linkTo }: Props) {
  return (
    <CardGrid>
      {inOrder(avatars, held).map(({ key, avatar, card }) => (
        <li key={key}>
          <PlaceContent avatar={avatar} card={card} linkTo={linkTo} />
        </li>
      ))}
    </CardGrid>
  );
}

function PlaceContent({ avatar, card, linkTo }: Pick<Place, "avatar" | "card"> & Pick<Props, "linkTo">) {
  const [wasHeld] = useState(avatar === undefined);
  return avatar ? <AvatarCard avatar={avatar} to={linkTo(avatar)} isNew={wasHeld} /> : card;
}

function inOrder(avatars: Avatar[], held: HeldPlace[]): Place[] {
  const since = new Map(held.map((place) => [place.id, place.since]));
  const people = avatars.map((avatar): Place => {
    const key = avatar.generationId ?? avatar.id;
    return { key, since: since.get(key) ?? avatar.createdAt, avatar };
  });
  const taken = new Set(people.map(({ key }) => key));
  const waiting = held
    .filter(({ id, card }) => card !== null && !taken.has(id))
    .map(({ id, ...place }): Place => ({ key: id, ...place }));
  return [...waiting, ...people].sort((a, b) => b.since.localeCompare(a.since) || b.key.localeCompare(a.key));
}
