/** A preset on its way to a person of one's own: what one changed about it, and the order that comes of it. */
import type { Attributes, FromPresetRequest, Persona, Preset } from "~/api/types";
import { type Draft, emptyDraft, isSet, withoutBlanks } from "../generations/describe/draft";

/** The face of the preview, until one asks for another. */
export function draftOf({ prompt, attributes, persona, seed }: Preset): Draft {
  return { ...emptyDraft(), prompt, attributes: stated(attributes), persona: stated(persona), seed };
}

/** Only what differs from the preset is said; a null in it clears. Whoever is called otherwise is so as a person too. */
export function orderOf(preset: Preset, draft: Draft): FromPresetRequest {
  const { count, seed, provider, model } = draft;
  const called = draft.name.trim() || null;
  const persona = withoutBlanks(draft.persona);
  const isRenamed = called !== null && persona.name === preset.persona.name;
  return {
    presetId: preset.id,
    customName: called,
    persona: differences<Persona>(preset.persona, isRenamed ? { ...persona, name: called } : persona),
    attributes: differences<Attributes>(preset.attributes, draft.attributes),
    count,
    seed,
    provider,
    model,
  };
}

function differences<T extends object>(was: T, is: T): T | undefined {
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])] as (keyof T)[];
  const changed = names.filter((name) => !isEqual(was[name], is[name]));
  if (changed.length === 0) return undefined; // left out: a null would clear all of it
  return Object.fromEntries(changed.map((name) => [name, is[name] ?? null])) as T;
}

function isEqual(a: unknown, b: unknown): boolean {
  return (!isSet(a) && !isSet(b)) || JSON.stringify(a) === JSON.stringify(b);
}

function stated<T extends object>(facts: T): T {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => isSet(value))) as T;
}
