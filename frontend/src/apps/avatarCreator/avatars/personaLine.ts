import type { Avatar } from "~/api/types";

/** A person in a line: "Mira, 52 · warm, curious", or what the prompt said where there is no persona. */
export function personaLine({ name, persona, recipe }: Avatar): string {
  const who = [persona.name === name ? null : persona.name, persona.age].filter((part) => part != null).join(", ");
  const line = [who, (persona.personality ?? []).join(", ")].filter(Boolean).join(" · ");
  return line || (recipe.prompt === name ? "" : (recipe.prompt ?? ""));
}
