import type { Avatar } from "~/api/types";
import { ago } from "~/ui/words";

/** A person in a line: "Mira, 52 · warm, curious"; of whom nothing is said yet, when they were made. */
export function personaLine({ name, persona, createdAt }: Avatar): string {
  const who = [persona.name === name ? null : persona.name, persona.age].filter((part) => part != null).join(", ");
  return [who, (persona.personality ?? []).join(", ")].filter(Boolean).join(" · ") || ago(createdAt);
}
