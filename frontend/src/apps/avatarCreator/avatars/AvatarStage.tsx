import { ActionIcon } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useLayoutEffect, useRef } from "react";
import type { Avatar } from "~/api/types";
import { Portrait } from "~/ui/Portrait";
import styles from "./AvatarStage.module.css";
import { lastingImage } from "./api";
import { opensFromCard } from "./opensFromCard";
import { useCloserLook } from "./useCloserLook";

const SWIPE_PX = 56;

interface Props {
  avatar: Avatar;
  onPrevious?: (() => void) | "" | undefined;
  onNext?: (() => void) | "" | undefined;
}

/** The large picture: a click or two fingers go closer, a swipe goes on. */
export function AvatarStage({ avatar, onPrevious, onNext }: Props) {
  const picture = useRef<HTMLButtonElement>(null);
  const { isClose, style, handlers } = useCloserLook(picture);
  const touchedAt = useRef<number>(undefined);
  const swiped = (x: number): void => {
    const moved = isClose ? 0 : x - (touchedAt.current ?? x);
    if (moved > SWIPE_PX && onPrevious) onPrevious();
    if (moved < -SWIPE_PX && onNext) onNext();
  };
  useLayoutEffect(() => opensFromCard(picture.current, avatar.id), [avatar.id]);
  return (
    <div
      className={styles.stage}
      onTouchStart={({ touches }) => {
        touchedAt.current = touches.length === 1 ? touches[0]?.clientX : undefined;
      }}
      onTouchEnd={({ changedTouches }) => swiped(changedTouches[0]?.clientX ?? 0)}
    >
      <button
        type="button"
        className={styles.picture}
        aria-label={isClose ? "Whole picture" : `Look closer at ${avatar.name}`}
        aria-pressed={isClose}
        ref={picture}
        {...handlers}
      >
        <span className={styles.lens} style={style}>
          <Portrait
            src={avatar.largeImageUrl}
            lastingSrc={lastingImage(avatar.id, "base")}
            srcSet={`${avatar.largeImageUrl} 768w, ${avatar.baseImageUrl} ${avatar.widthPx}w`}
            sizes={isClose ? `${avatar.widthPx}px` : "(max-width: 900px) 100vw, min(860px, 100vh)"}
            thumbhash={avatar.thumbhash}
            alt={avatar.name}
            eager
          />
        </span>
      </button>
      {onPrevious && (
        <ActionIcon className={styles.previous} size={44} aria-label="Previous" onClick={onPrevious}>
          <IconChevronLeft size={26} stroke={1.75} />
        </ActionIcon>
      )}
      {onNext && (
        <ActionIcon className={styles.next} size={44} aria-label="Next" onClick={onNext}>
          <IconChevronRight size={26} stroke={1.75} />
        </ActionIcon>
      )}
    </div>
  );
}
