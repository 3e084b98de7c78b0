import { expect, test } from "vitest";
import { cropOf, largestZoom, moved, squareOf, wholeOf, within, zoomed, zoomOf } from "./square";

const wide = { width: 1600, height: 900 };

test("a crop and its square say the same", () => {
  const crop = { left: 0.25, top: 0.1, width: 0.45, height: 0.8 };
  const back = cropOf(wide, squareOf(wide, crop));
  for (const side of ["left", "top", "width", "height"] as const) expect(back[side]).toBeCloseTo(crop[side], 9);
});

test("a suggestion that is no square becomes the square inside of it", () => {
  const square = squareOf(wide, { left: 0, top: 0, width: 1, height: 1 });
  expect(square).toEqual({ x: 800, y: 450, side: 900 });
});

test("nothing outside of the picture is ever kept", () => {
  expect(within(wide, { x: 0, y: 0, side: 400 })).toEqual({ x: 200, y: 200, side: 400 });
  expect(moved(wide, wholeOf(wide), 9, 9)).toEqual({ x: 1150, y: 450, side: 900 });
});

test("zooming stays between all of it and the least that is accepted", () => {
  const whole = wholeOf(wide);
  expect(zoomed(wide, whole, 0.2)).toEqual(whole);
  expect(zoomOf(wide, zoomed(wide, whole, 99))).toBe(largestZoom(wide));
  const tiny = { width: 70, height: 80 };
  expect(zoomed(tiny, wholeOf(tiny), 99).side).toBe(64);
});

test("what lies under the finger stays there while one zooms", () => {
  const before = { x: 800, y: 450, side: 600 };
  const after = zoomed(wide, before, 3, { x: 0.75, y: 0.5 });
  const under = ({ x, side }: { x: number; side: number }): number => x + side * 0.25;
  expect(under(after)).toBeCloseTo(under(before), 9);
});
