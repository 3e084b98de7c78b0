import { ActionIcon, Tooltip } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconChevronLeft, IconChevronRight, IconZoomIn, IconZoomOut, IconZoomReset, type TablerIcon } from "@tabler/icons-react";
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

/** The large picture: a click, the wheel or two fingers go closer; arrows and a swipe go on, or along when close. */
export function AvatarStage({ avatar, onPrevious, onNext }: Props) {
  const picture = useRef<HTMLButtonElement>(null);
  const { isClose, style, handlers, larger, smaller, reset, along } = useCloserLook(picture);
  const touchedAt = useRef<number>(undefined);
  const swiped = (x: number): void => {
    const moved = isClose ? 0 : x - (touchedAt.current ?? x);
    if (moved > SWIPE_PX && onPrevious) onPrevious();
    if (moved < -SWIPE_PX && onNext) onNext();
  };
  useHotkeys([
    ["ArrowLeft", () => (isClose ? along(-1, 0) : onPrevious && onPrevious())],
    ["ArrowRight", () => (isClose ? along(1, 0) : onNext && onNext())],
    ["ArrowUp", () => along(0, -1), { preventDefault: isClose }],
    ["ArrowDown", () => along(0, 1), { preventDefault: isClose }],
  ]);
  useLayoutEffect(() => opensFromCard(picture.current, avatar.id), [avatar.id]);
  return (
    <div
      className={styles.stage}
      data-close={isClose || undefined}
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
      <div className={styles.zoom} role="group" aria-label="Zoom">
        <Zoom Icon={IconZoomOut} label="Smaller" hint="−" disabled={!isClose} onClick={smaller} />
        <Zoom Icon={IconZoomReset} label="Whole" hint="0" disabled={!isClose} onClick={reset} />
        <Zoom Icon={IconZoomIn} label="Larger" hint="+" onClick={larger} />
      </div>
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

interface ZoomProps {
  Icon: TablerIcon;
  label: string;
  /** The key that does the same. */
  hint: string;
  disabled?: boolean;
  onClick: () => void;
}

function Zoom({ Icon, label, hint, disabled = false, onClick }: ZoomProps) {
  return (
    <Tooltip label={`${label} (${hint})`}>
      <ActionIcon aria-label={label} aria-disabled={disabled} data-off={disabled || undefined} onClick={onClick}>
        <Icon size={20} stroke={1.75} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
