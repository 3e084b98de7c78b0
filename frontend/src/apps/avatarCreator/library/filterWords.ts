/** What filters and orders are called on the page. */
import type { AvatarFilter, Sort } from "../avatars/filter";

export const sortWords: Record<Sort, string> = {
  newest: "Newest",
  "recently-used": "Recently used",
  "most-used": "Most used",
  name: "Name",
};

type Choice = "source" | "gender" | "ageRange" | "style";

interface Words {
  title: string;
  values: Record<string, string>;
}

export const choices: Record<Choice, Words> = {
  source: {
    title: "Made",
    values: {
      text_to_image: "Described",
      uploaded: "Uploaded",
      from_preset: "From a preset",
      from_reference: "From a reference",
    },
  },
  gender: { title: "Gender", values: { female: "Woman", male: "Man", unisex: "Androgynous" } },
  ageRange: { title: "Age", values: { young: "Young", adult: "Adult", mature: "Mature" } },
  style: { title: "Dress", values: { casual: "Casual", formal: "Formal", traditional: "Traditional" } },
};

export const choiceNames = Object.keys(choices) as Choice[];

const day = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: "UTC" });

/** A filter as one says it: "Woman", "#bakery", "since 4 May 2026". */
export function filterWords(name: keyof AvatarFilter, value: string, providerTitle: (id: string) => string): string {
  if (name === "q") return `“${value}”`;
  if (name === "favorite") return "Favourites";
  if (name === "tag") return `#${value}`;
  if (name === "provider") return `By ${providerTitle(value)}`;
  if (name === "since") return `Since ${dayOf(value)}`;
  if (name === "until") return `Until ${dayOf(value)}`;
  return choices[name as Choice]?.values[value] ?? value;
}

function dayOf(value: string): string {
  const time = Date.parse(value);
  return Number.isNaN(time) ? value : day.format(time);
}
