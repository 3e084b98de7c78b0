/**
 * What a list of avatars is narrowed to and how it is sorted: as part of the address, and as the server reads it.
 * Says also where one avatar belongs, so that events can keep a narrowed list true without asking again.
 */
import type { Avatar, AvatarQuery } from "~/api/types";

export type AvatarFilter = Omit<AvatarQuery, "cursor" | "limit">;
export type Sort = NonNullable<AvatarFilter["sort"]>;

export const sorts: Sort[] = ["newest", "recently-used", "most-used", "name"];

/** Those that narrow, in the order in which they are shown. */
export const narrowing = [
  "q",
  "source",
  "gender",
  "ageRange",
  "style",
  "provider",
  "favorite",
  "tag",
  "since",
  "until",
] as const satisfies (keyof AvatarFilter)[];

const closed: { [Name in keyof AvatarFilter]?: readonly string[] } = {
  source: ["uploaded", "text_to_image", "from_preset", "from_reference"],
  gender: ["female", "male", "unisex"],
  ageRange: ["young", "adult", "mature"],
  style: ["casual", "formal", "traditional"],
  sort: sorts,
};
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Only what can be asked for: an address is typed by people. */
export function filterOf(search: URLSearchParams): AvatarFilter {
  const filter: Record<string, unknown> = {};
  for (const name of [...narrowing, "sort"] as const) {
    const said = search.get(name)?.trim();
    if (!said || said.length > 200) continue;
    if (name === "favorite") filter[name] = true;
    else if (name === "since" || name === "until" ? DAY.test(said) : (closed[name]?.includes(said) ?? true)) {
      filter[name] = said;
    }
  }
  if (filter.sort === "newest") delete filter.sort;
  return filter;
}

/** The address with this filter; whatever else it says stays. */
export function withFilter(search: URLSearchParams, filter: AvatarFilter): URLSearchParams {
  const changed = new URLSearchParams(search);
  for (const name of [...narrowing, "sort"] as const) {
    const value = filter[name];
    if (value === undefined || value === null || value === "" || value === "newest") changed.delete(name);
    else changed.set(name, String(value));
  }
  return changed;
}

export function searchOf(filter: AvatarFilter): string {
  return withFilter(new URLSearchParams(), filter).toString();
}

export function isNarrowed(filter: AvatarFilter): boolean {
  return narrowing.some((name) => filter[name]);
}

export function matches(avatar: Avatar, filter: AvatarFilter): boolean {
  const day = avatar.createdAt.slice(0, 10);
  return (
    (!filter.source || avatar.sourceType === filter.source) &&
    (!filter.gender || avatar.attributes.gender === filter.gender) &&
    (!filter.ageRange || avatar.attributes.ageRange === filter.ageRange) &&
    (!filter.style || avatar.attributes.style === filter.style) &&
    (!filter.provider || avatar.recipe.provider === filter.provider) &&
    (!filter.favorite || avatar.isFavorite) &&
    (!filter.tag || avatar.tags.includes(filter.tag)) &&
    (!filter.since || day >= filter.since) &&
    (!filter.until || day <= filter.until) &&
    (!filter.q || says(avatar, filter.q))
  );
}

/** Each word asked for begins a word that is there. */
function says({ name, persona, recipe, tags }: Avatar, asked: string): boolean {
  const texts = [name, persona.name, ...(persona.personality ?? []), persona.background, recipe.prompt, ...tags];
  const there = wordsOf(texts.join(" "));
  return wordsOf(asked).every((word) => there.some((one) => one.startsWith(word)));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

export function comesBefore(one: Avatar, other: Avatar, sort: Sort = "newest"): boolean {
  if (sort === "name") return below(one.name.toLowerCase(), other.name.toLowerCase()) ?? one.id < other.id;
  const later = below(keyOf(other, sort), keyOf(one, sort));
  return later ?? one.id > other.id;
}

function keyOf({ createdAt, lastUsedAt, usageCount }: Avatar, sort: Exclude<Sort, "name">): string | number {
  if (sort === "newest") return createdAt;
  return sort === "most-used" ? usageCount : (lastUsedAt ?? "");
}

function below<T extends string | number>(one: T, other: T): boolean | undefined {
  return one === other ? undefined : one < other;
}
