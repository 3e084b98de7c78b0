/** Many people as one says and sorts them. */
import type { Avatar } from "~/api/types";
import { counted } from "~/ui/words";

export function people(count: number): string {
  return count === 1 ? "1 person is" : `${counted(count, "person", "people")} are`;
}

export function idsOf(avatars: Avatar[]): string[] {
  return avatars.map(({ id }) => id);
}

export function idsBy(avatars: Avatar[], keyOf: (avatar: Avatar) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const avatar of avatars) groups.set(keyOf(avatar), [...(groups.get(keyOf(avatar)) ?? []), avatar.id]);
  return groups;
}

/** Without the removed, then with the added. */
export function retagged(tags: string[], add: string[], remove: string[]): string[] {
  const kept = tags.filter((tag) => !remove.includes(tag));
  return [...kept, ...add.filter((tag) => !kept.includes(tag))];
}

/** The tags of these people, with how many have each; the most common first. */
export function tagsOf(avatars: Avatar[]): { tag: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { tags } of avatars) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].map(([tag, count]) => ({ tag, count })).sort((a, b) => b.count - a.count);
}
