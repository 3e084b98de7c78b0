/** Holding a finger on something asks what can be done with it, as a menu button does for a pointer. */
import { useLongPress } from "@mantine/hooks";
import { type MouseEvent, type TouchEvent, useRef } from "react";

const HOLD_MS = 450;

export function useHold(onHold: (x: number, y: number) => void) {
  const place = useRef({ x: 0, y: 0 });
  const isHeld = useRef(false);
  const press = useLongPress(
    () => {
      isHeld.current = true;
      onHold(place.current.x, place.current.y);
    },
    { threshold: HOLD_MS, events: ["touch"], cancelOnMove: true },
  );
  return {
    ...press,
    onTouchStart: (event: TouchEvent) => {
      const touch = event.touches[0];
      if (touch) place.current = { x: touch.clientX, y: touch.clientY };
      isHeld.current = false;
      press.onTouchStart?.(event);
    },
    /** The browser's own menu of a link would cover ours; with a mouse it stays. */
    onContextMenu: (event: MouseEvent) => {
      if ((event.nativeEvent as PointerEvent).pointerType === "touch") event.preventDefault();
    },
    /** Letting go is not a tap: it would press outside of the menu, and close it. */
    onTouchEnd: (event: TouchEvent) => {
      if (isHeld.current) event.preventDefault();
      press.onTouchEnd?.(event);
    },
  };
}
