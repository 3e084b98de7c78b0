import type { AvatarFilter } from "../avatars/filter";

/** What the favourites are narrowed to. */
export const favourites: AvatarFilter = { favorite: true };
