/** What a look begins with: somebody who is there already, or a picture that was sent for it. */
import type { Attributes, Avatar, Provider, Reference } from "~/api/types";

export type Origin = { kind: "person"; avatar: Avatar } | { kind: "picture"; reference: Reference; name: string };

/** Whoever sent a picture may have photographed somebody: that needs their word. */
export function isPhotograph(origin: Origin): boolean {
  return origin.kind === "picture" || origin.avatar.sourceType === "uploaded";
}

/** Who draws at once draws from values, and can draw anew whom they drew; everybody else must look at the picture. */
export function canDrawFrom(origin: Origin, { id, livePortrait, readsPictures }: Provider): boolean {
  const isOwn = origin.kind === "person" && origin.avatar.recipe.provider === id;
  return readsPictures || (livePortrait && isOwn);
}

/** How they look now: all that was drawn where it is known, else what was said of them. */
export function presentOf(origin: Origin): Attributes {
  if (origin.kind === "picture") return {};
  const { attributes, recipe } = origin.avatar;
  const drawn = recipe.parameters["look"];
  if (typeof drawn !== "object" || drawn === null) return attributes;
  const look: Attributes = { ...attributes, ...drawn };
  return look.accessories?.length ? look : { ...look, accessories: ["none"] };
}
