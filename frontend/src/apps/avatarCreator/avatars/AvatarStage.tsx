import { ActionIcon } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { type MouseEvent, type PointerEvent, useRef, useState } from "react";
import type { Avatar } from "~/api/types";
import { Portrait } from "~/ui/Portrait";
import styles from "./AvatarStage.module.css";
import { lastingImage } from "./api";
import { opensFromCard } from "./opensFromCard";

const SWIPE_PX = 56;

interface Props {
  avatar: Avatar;
  onPrevious?: (() => void) | "" | undefined;
  onNext?: (() => void) | "" | undefined;
}

/** The large picture: a click goes closer, a swipe goes on. */
export function AvatarStage({ avatar, onPrevious, onNext }: Props) {
  const [zoom, setZoom] = useState<string>();
  const touchedAt = useRef<number>(undefined);
  const swiped = (x: number): void => {
    const moved = x - (touchedAt.current ?? x);
    if (zoom === undefined && moved > SWIPE_PX && onPrevious) onPrevious();
    if (zoom === undefined && moved < -SWIPE_PX && onNext) onNext();
  };
  return (
    <div
      className={styles.stage}
      onTouchStart={(event) => {
        touchedAt.current = event.touches[0]?.clientX;
      }}
      onTouchEnd={(event) => swiped(event.changedTouches[0]?.clientX ?? 0)}
    >
      <button
        type="button"
        className={styles.picture}
        aria-label={zoom ? "Whole picture" : `Look closer at ${avatar.name}`}
        aria-pressed={zoom !== undefined}
        ref={(element) => opensFromCard(element, avatar.id)}
        onClick={(event) => setZoom(zoom ? undefined : placeOf(event))}
        onPointerMove={(event: PointerEvent<HTMLElement>) => zoom && setZoom(placeOf(event))}
      >
        <span className={styles.lens} style={zoom ? { scale: "2.2", transformOrigin: zoom } : undefined}>
          <Portrait
            src={avatar.largeImageUrl}
            lastingSrc={lastingImage(avatar.id, "base")}
            srcSet={`${avatar.largeImageUrl} 768w, ${avatar.baseImageUrl} ${avatar.widthPx}w`}
            sizes={zoom ? `${avatar.widthPx}px` : "(max-width: 900px) 100vw, min(860px, 100vh)"}
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

/** Where the pointer is in the picture, as a transform origin. By keyboard there is no pointer: the face. */
function placeOf({ clientX, clientY, currentTarget, detail, type }: MouseEvent<HTMLElement>): string {
  if (type === "click" && detail === 0) return "50% 40%";
  const { left, top, width, height } = currentTarget.getBoundingClientRect();
  return `${((clientX - left) / width) * 100}% ${((clientY - top) / height) * 100}%`;
}
