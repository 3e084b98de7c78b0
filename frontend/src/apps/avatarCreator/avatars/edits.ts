/** What an edit of a person means: how they look after it, how it is taken back, where it crosses another's. Pure. */
import type { Attributes, Avatar, AvatarUpdate, Persona } from "~/api/types";

/** The person once the server agrees: nested objects merge field by field. */
export function edited(avatar: Avatar, { name, persona, attributes, tags, isFavorite }: AvatarUpdate): Avatar {
  return {
    ...avatar,
    name: name ?? avatar.name,
    persona: { ...avatar.persona, ...persona },
    attributes: { ...avatar.attributes, ...attributes },
    tags: tags ?? avatar.tags,
    isFavorite: isFavorite ?? avatar.isFavorite,
  };
}

/** The edit that brings back what `update` changes. */
export function takenBack(avatar: Avatar, update: AvatarUpdate): AvatarUpdate {
  const { persona, attributes, ...plain } = update;
  return {
    ...partOf(avatar, plain),
    ...(persona && { persona: partOf<Persona>(avatar.persona, persona) }),
    ...(attributes && { attributes: partOf<Attributes>(avatar.attributes, attributes) }),
  };
}

/** Two edits as one; the second wins. */
export function together(first: AvatarUpdate, second: AvatarUpdate): AvatarUpdate {
  return {
    ...first,
    ...second,
    ...((first.persona ?? second.persona) && { persona: { ...first.persona, ...second.persona } }),
    ...((first.attributes ?? second.attributes) && { attributes: { ...first.attributes, ...second.attributes } }),
  };
}

/** Whether `now` differs from what one `saw` in something that `update` changes. */
export function crosses(saw: Avatar, now: Avatar, update: AvatarUpdate): boolean {
  return JSON.stringify(takenBack(saw, update)) !== JSON.stringify(takenBack(now, update));
}

/** The fields of `whole` that `changes` names. */
function partOf<T extends object>(whole: T, changes: object): T {
  const fields = Object.keys(changes) as (keyof T)[];
  return Object.fromEntries(fields.map((field) => [field, whole[field] ?? null])) as T;
}
