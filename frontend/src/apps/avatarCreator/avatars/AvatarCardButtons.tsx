import { IconCheck, IconDots, IconHeart, IconHeartFilled } from "@tabler/icons-react";
import type { Avatar } from "~/api/types";
import styles from "./AvatarCard.module.css";

interface Props {
  avatar: Avatar;
  isSelected: boolean;
  onSelect: ((isRange: boolean) => void) | undefined;
  onFavor: () => void;
  onAsk: (x: number, y: number, opener: HTMLElement) => void;
}

/** What one does with a person most, in the corners of the picture: select, ask for more, mark as a favourite. */
export function AvatarCardButtons({ avatar: { name, isFavorite }, isSelected, onSelect, onFavor, onAsk }: Props) {
  return (
    <>
      <span className={styles.corners}>
        {onSelect && (
          <button
            type="button"
            className={styles.check}
            aria-label={`Select ${name}`}
            aria-pressed={isSelected}
            onClick={({ shiftKey }) => onSelect(shiftKey)}
          >
            <IconCheck size={16} stroke={3} aria-hidden />
          </button>
        )}
        <button
          type="button"
          className={styles.heart}
          aria-label={`${name} is a favourite`}
          aria-pressed={isFavorite}
          onClick={onFavor}
        >
          {isFavorite ? <IconHeartFilled size={18} aria-hidden /> : <IconHeart size={18} stroke={1.75} aria-hidden />}
        </button>
      </span>
      <button
        type="button"
        className={styles.more}
        aria-label={`Actions for ${name}`}
        aria-haspopup="menu"
        onClick={({ currentTarget }) => {
          const { right, bottom } = currentTarget.getBoundingClientRect();
          onAsk(right, bottom, currentTarget);
        }}
      >
        <IconDots size={20} stroke={1.75} aria-hidden />
      </button>
    </>
  );
}
