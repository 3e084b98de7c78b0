import { type ComponentProps, type ReactNode, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Avatar } from "~/api/types";
import { WindowedGrid } from "~/ui/WindowedGrid";
import { AvatarCard } from "./AvatarCard";
import { type Asked, AvatarMenu } from "./AvatarMenu";
import { type HeldPlace, inOrder } from "./places";
import { useAvatarActions } from "./useAvatarActions";
import { useCardFocus } from "./useCardFocus";
import type { Selection } from "./useSelection";

interface Props {
  avatars: Avatar[];
  /** Of those who are being made, and were lately; only in a list that is newest first and not narrowed. */
  held?: HeldPlace[];
  linkTo: (avatar: Avatar) => string;
  selection?: Selection | undefined;
  /** False while there are more pages than have been fetched. */
  isComplete?: boolean;
  /** Asks for the next page when the end comes into view. */
  onNearEnd?: () => void;
  /** What else can be done with somebody, where the grid stands. */
  menuExtras?: (avatar: Avatar) => ReactNode;
}

const nothing: HeldPlace[] = [];
const NEAR_END = 60;

/** People in their order; newest first is the order in which they were asked for, so that nobody jumps when ready. */
export function AvatarGrid(props: Props) {
  const { avatars, held = nothing, linkTo, selection, isComplete = true, onNearEnd, menuExtras } = props;
  const [asked, setAsked] = useState<Asked>();
  const { change, remove, copyLink } = useAvatarActions();
  const places = useMemo(() => inOrder(avatars, held), [avatars, held]);
  const keys = useMemo(() => places.map(({ key }) => key), [places]);
  const ids = useMemo(() => places.map(({ avatar }) => avatar?.id), [places]);
  const { kept, focusOn, beside, on } = useCardFocus(ids);

  const removeCard = useLatest((avatar: Avatar): void => {
    const next = beside(avatar.id);
    remove(avatar);
    setTimeout(() => focusOn(next)); // after the menu has given the focus back
  });
  const select = useLatest((avatar: Avatar, isRange: boolean): void => {
    if (isRange) selection?.extendTo(avatar.id);
    else selection?.toggle(avatar.id);
  });
  const seen = useCallback(
    (last: number) => {
      if (!isComplete && last > keys.length - NEAR_END) onNearEnd?.();
    },
    [isComplete, keys.length, onNearEnd],
  );
  const does = { onAsk: setAsked, onChange: change, onDelete: removeCard, ...(selection && { onSelect: select }) };
  return (
    <div {...on}>
      <WindowedGrid keys={keys} kept={kept} isComplete={isComplete} onSeen={seen}>
        {(index) => {
          const { avatar, card } = places[index] ?? {};
          return (
            <PlaceContent
              card={card}
              avatar={avatar}
              to={avatar && linkTo(avatar)}
              isSelected={avatar !== undefined && selection?.ids.has(avatar.id)}
              isSelecting={(selection?.ids.size ?? 0) > 0}
              {...does}
            />
          );
        }}
      </WindowedGrid>
      <AvatarMenu
        asked={asked}
        onClose={() => setAsked(undefined)}
        onChange={change}
        onCopyLink={copyLink}
        onDelete={removeCard}
        onSelect={selection && select}
        extras={menuExtras}
      />
    </div>
  );
}

/** Always the same function, which does what it would do now: cards need not be drawn again for it. */
function useLatest<Args extends unknown[]>(act: (...args: Args) => void): (...args: Args) => void {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
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
