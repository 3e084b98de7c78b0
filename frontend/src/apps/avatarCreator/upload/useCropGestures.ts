/** Hands on a picture under a square frame: drag moves it, pinch and wheel zoom it, keys do both. */
import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import { moved, type Size, type Square, zoomed, zoomOf } from "./square";

interface Point {
  x: number;
  y: number;
}

const STEP = 0.03;
const LEAP = 0.15;
const ZOOM_STEP = 1.12;

const moves: Record<string, Point> = {
  ArrowLeft: { x: 1, y: 0 },
  ArrowRight: { x: -1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
};

export function useCropGestures(
  frame: RefObject<HTMLElement | null>,
  size: Size,
  square: Square,
  onChange: (square: Square) => void,
) {
  const fingers = useRef(new Map<number, Point>());
  const [isHeld, setHeld] = useState(false);
  // Several events may come before the next drawing: each goes on from where the last one ended.
  const latest = useRef(square);
  useEffect(() => {
    latest.current = square;
  }, [square]);

  const turn = (next: Square): void => {
    latest.current = next;
    onChange(next);
  };
  const zoomBy = (factor: number, at?: Point): void =>
    turn(zoomed(size, latest.current, zoomOf(size, latest.current) * factor, at));
  useWheel(frame, (event) => zoomBy(Math.exp(-event.deltaY / 400), shareOf(frame.current, event.clientX, event.clientY)));

  const follow = (event: PointerEvent): void => {
    const from = fingers.current.get(event.pointerId);
    if (!from) return;
    const before = [...fingers.current.values()];
    fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const after = [...fingers.current.values()];
    const width = frame.current?.getBoundingClientRect().width || 1;
    const [was, is] = [middleOf(before), middleOf(after)];
    turn(moved(size, latest.current, (was.x - is.x) / width, (was.y - is.y) / width));
    const spread = spreadOf(before);
    if (spread > 0) zoomBy(spreadOf(after) / spread, shareOf(frame.current, is.x, is.y));
  };
  const letGo = (event: PointerEvent): void => {
    fingers.current.delete(event.pointerId);
    setHeld(fingers.current.size > 0);
  };
  return {
    isHeld,
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        event.currentTarget.setPointerCapture?.(event.pointerId);
        fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
        setHeld(true);
      },
      onPointerMove: follow,
      onPointerUp: letGo,
      onPointerCancel: letGo,
      onKeyDown: (event: KeyboardEvent) => {
        const way = moves[event.key];
        const step = event.shiftKey ? LEAP : STEP;
        if (way) turn(moved(size, latest.current, way.x * step, way.y * step));
        else if (event.key === "+" || event.key === "=") zoomBy(ZOOM_STEP);
        else if (event.key === "-") zoomBy(1 / ZOOM_STEP);
        else return;
        event.preventDefault();
      },
    },
  };
}

/** React listens to wheels passively: the page behind would scroll along. */
function useWheel(frame: RefObject<HTMLElement | null>, onWheel: (event: WheelEvent) => void): void {
  const react = useRef(onWheel);
  useEffect(() => {
    react.current = onWheel;
  });
  useEffect(() => {
    const element = frame.current;
    const listen = (event: WheelEvent): void => {
      event.preventDefault();
      react.current(event);
    };
    element?.addEventListener("wheel", listen, { passive: false });
    return () => element?.removeEventListener("wheel", listen);
  }, [frame]);
}

function shareOf(element: Element | null, x: number, y: number): Point | undefined {
  const box = element?.getBoundingClientRect();
  return box?.width ? { x: (x - box.left) / box.width, y: (y - box.top) / box.height } : undefined;
}

function middleOf(points: Point[]): Point {
  const sum = points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

function spreadOf([a, b]: Point[]): number {
  return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
}
