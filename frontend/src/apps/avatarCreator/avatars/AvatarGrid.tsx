import { type ComponentProps, type ReactNode, useCallback, useRef, useState } from "react";
import type { Avatar } from "~/api/types";
import { CardGrid } from "~/ui/CardGrid";
import { AvatarCard } from "./AvatarCard";
import { type Asked, AvatarMenu } from "./AvatarMenu";
import { cardBeside, useArrowKeys } from "./useArrowKeys";
import { useAvatarActions } from "./useAvatarActions";

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
  const grid = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState<Asked>();
  const { change, remove, copyLink } = useAvatarActions();
  useArrowKeys(grid);

  const removeCard = useCallback(
    (avatar: Avatar): void => {
      const next = cardBeside(avatar.id);
      remove(avatar);
      setTimeout(() => next?.focus()); // after the menu has given the focus back
    },
    [remove],
  );
  const does = { onAsk: setAsked, onChange: change, onDelete: removeCard };
  return (
    <div ref={grid}>
      <CardGrid>
        {inOrder(avatars, held).map(({ key, avatar, card }) => (
          <li key={key}>
            <PlaceContent card={card} avatar={avatar} to={avatar && linkTo(avatar)} {...does} />
          </li>
        ))}
      </CardGrid>
      <AvatarMenu asked={asked} onClose={() => setAsked(undefined)} onCopyLink={copyLink} onDelete={removeCard} />
    </div>
  );
}

type CardProps = Omit<ComponentProps<typeof AvatarCard>, "avatar" | "to" | "isNew">;

interface ContentProps extends CardProps {
  card: ReactNode;
  avatar: Avatar | undefined;
  to: string | undefined;
}

function PlaceContent({ card, avatar, to, ...does }: ContentProps) {
  const [wasHeld] = useState(avatar === undefined);
  return avatar && to ? <AvatarCard avatar={avatar} to={to} isNew={wasHeld} {...does} /> : card;
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
