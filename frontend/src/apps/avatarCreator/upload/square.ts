/** The square that is cut out of a picture, in pixels of the picture as it stands upright. Pure geometry. */
import type { Crop } from "~/api/types";

export interface Square {
  /** Of the middle. */
  x: number;
  y: number;
  side: number;
}

export interface Size {
  width: number;
  height: number;
}

/** The server refuses anything smaller. */
const SMALLEST_PX = 64;

/** The largest square in the middle. */
export function wholeOf({ width, height }: Size): Square {
  return { x: width / 2, y: height / 2, side: Math.min(width, height) };
}

/** The nearest square that lies within the picture and is large enough. */
export function within({ width, height }: Size, { x, y, side }: Square): Square {
  const largest = Math.min(width, height);
  const fitting = clamp(side, Math.min(SMALLEST_PX, largest), largest);
  const half = fitting / 2;
  return { x: clamp(x, half, width - half), y: clamp(y, half, height - half), side: fitting };
}

/** 1 shows as much as there is, 2 half of it. */
export function zoomOf(size: Size, { side }: Square): number {
  return Math.min(size.width, size.height) / side;
}

export function largestZoom({ width, height }: Size): number {
  return Math.max(1, Math.min(8, Math.min(width, height) / SMALLEST_PX));
}

/** Zoomed about a point of the square, given as shares of it: what lies there stays there. */
export function zoomed(size: Size, square: Square, zoom: number, at = { x: 0.5, y: 0.5 }): Square {
  const side = Math.min(size.width, size.height) / clamp(zoom, 1, largestZoom(size));
  const grown = square.side - side;
  return within(size, { x: square.x + grown * (at.x - 0.5), y: square.y + grown * (at.y - 0.5), side });
}

/** Moved by shares of its own side. */
export function moved(size: Size, square: Square, across: number, down: number): Square {
  return within(size, { ...square, x: square.x + across * square.side, y: square.y + down * square.side });
}

export function squareOf({ width, height }: Size, crop: Crop): Square {
  const side = Math.min(crop.width * width, crop.height * height);
  const x = (crop.left + crop.width / 2) * width;
  const y = (crop.top + crop.height / 2) * height;
  return within({ width, height }, { x, y, side });
}

export function cropOf({ width, height }: Size, { x, y, side }: Square): Crop {
  return {
    left: shareOf(x - side / 2, width, side),
    top: shareOf(y - side / 2, height, side),
    width: side / width,
    height: side / height,
  };
}

/** Never a hair outside, whatever the arithmetic. */
function shareOf(start: number, length: number, side: number): number {
  return clamp(start / length, 0, 1 - side / length);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most));
}
