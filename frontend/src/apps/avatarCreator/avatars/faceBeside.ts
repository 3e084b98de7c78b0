/**
 * The button that an arrow key leads to from another in a list laid out as a grid: null for the way up and out
 * of it, undefined for any other key.
 */
export function faceBeside(list: Element, from: Element, key: string): HTMLElement | null | undefined {
  const faces = [...list.querySelectorAll<HTMLElement>("button")];
  const here = faces.findIndex((face) => face.contains(from));
  const columns = getComputedStyle(list).gridTemplateColumns.split(" ").length;
  const last = faces.length - 1;
  const there: Record<string, number> = {
    ArrowLeft: here - 1,
    ArrowRight: Math.min(here + 1, last),
    ArrowUp: here - columns,
    ArrowDown: Math.min(here + columns, last),
    Home: 0,
    End: last,
  };
  const place = there[key];
  return place === undefined ? undefined : (faces[place] ?? null);
}
