/** The small drawings and colours by which people choose: facts made by `scripts/draw_pickers.py`. */
import type { CSSProperties } from "react";
import accessories from "./drawings/accessories.webp";
import ageRange from "./drawings/ageRange.webp";
import bodyType from "./drawings/bodyType.webp";
import facts from "./drawings/drawings.json";
import expression from "./drawings/expression.webp";
import facialHair from "./drawings/facialHair.webp";
import glasses from "./drawings/glasses.webp";
import hairStyle from "./drawings/hairStyle.webp";
import headwear from "./drawings/headwear.webp";
import outfit from "./drawings/outfit.webp";

const sheets: Record<string, string> = {
  accessories,
  ageRange,
  bodyType,
  expression,
  facialHair,
  glasses,
  hairStyle,
  headwear,
  outfit,
};
const places: Record<string, string[]> = facts.sheets;
const colors: Record<string, Record<string, string>> = facts.colors;

/** How a value looks: a tile of its sheet or its colour; undefined for one that nobody has drawn. */
export function lookOf(attribute: string, value: string): CSSProperties | undefined {
  const color = colors[attribute]?.[value];
  if (color) return { background: color };
  const place = places[attribute]?.indexOf(value) ?? -1;
  const sheet = sheets[attribute];
  return sheet === undefined || place < 0 ? undefined : tile(sheet, place, places[attribute]?.length ?? 0);
}

function tile(sheet: string, place: number, count: number): CSSProperties {
  const across = Math.min(facts.across, count);
  const down = Math.ceil(count / facts.across);
  const column = place % facts.across;
  const row = Math.floor(place / facts.across);
  return {
    backgroundImage: `url(${sheet})`,
    backgroundSize: `${across * 100}% ${down * 100}%`,
    backgroundPosition: `${share(column, across)}% ${share(row, down)}%`,
  };
}

function share(index: number, of: number): number {
  return of === 1 ? 0 : (index / (of - 1)) * 100;
}
