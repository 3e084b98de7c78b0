import type { Avatar } from "~/api/types";
import { counted } from "~/ui/words";

/** A sentence for the note of a deletion, where other apps used those who are gone; else nothing. */
export function usedElsewhere(avatars: Pick<Avatar, "usageCount">[]): string {
  const uses = avatars.reduce((sum, { usageCount }) => sum + usageCount, 0);
  const whom = avatars.length === 1 ? "this person" : "them";
  return uses === 0 ? "" : ` Other apps used ${whom} ${counted(uses, "time")}.`;
}
