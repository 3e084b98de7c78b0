/** The person one is describing: kept in this browser at every keystroke, so that closing the sheet loses nothing. */
import { useEffect, useState } from "react";
import type { Attributes, GenerateRequest, Persona, PreviewRequest } from "~/api/types";

export interface Draft {
  prompt: string;
  name: string;
  /** What was picked; it wins over the sentence. */
  attributes: Attributes;
  persona: Persona;
  count: number;
  /** Which of all the people who fit the description: another one after each order unless it is kept. */
  seed: number;
  keepsSeed: boolean;
  provider: string | null;
  model: string | null;
  negativePrompt: string;
}

export type Attribute = keyof Attributes;

export function emptyDraft(): Draft {
  return {
    prompt: "",
    name: "",
    attributes: {},
    persona: {},
    count: 1,
    seed: anySeed(),
    keepsSeed: false,
    provider: null,
    model: null,
    negativePrompt: "",
  };
}

/** Whom the next order would show: somebody else unless this face is kept. */
export function nextFace({ seed, keepsSeed }: Draft): Pick<Draft, "seed"> {
  return { seed: keepsSeed ? seed : anySeed() };
}

export function anySeed(): number {
  return Math.floor(Math.random() * 2 ** 31);
}

/** The draft of a project; `start`, an earlier order, takes the place of what was kept. */
export function useDraft(projectId: string, start?: GenerateRequest) {
  const place = `draft:${projectId}`;
  const [draft, setDraft] = useState<Draft>(() => (start ? draftOf(start) : { ...emptyDraft(), ...kept(place) }));
  useEffect(() => keep(place, draft), [place, draft]);
  return {
    draft,
    change: (changes: Partial<Draft>) => setDraft((old) => ({ ...old, ...changes })),
    pick: (attribute: Attribute, value: string | string[] | null) =>
      setDraft((old) => ({ ...old, attributes: withPick(old.attributes, attribute, value) })),
    reset: () => setDraft(({ provider, model, count }) => ({ ...emptyDraft(), provider, model, count })),
  };
}

/** Make again: where an earlier order ended, the same face unless something is changed. */
function draftOf(request: GenerateRequest): Draft {
  const draft = emptyDraft();
  return {
    ...draft,
    prompt: request.prompt ?? "",
    name: request.name ?? "",
    attributes: request.attributes ?? {},
    persona: request.persona ?? {},
    seed: request.seed ?? draft.seed,
    keepsSeed: request.seed != null,
    provider: request.provider ?? null,
    model: request.model ?? null,
    negativePrompt: request.negativePrompt ?? "",
  };
}

export function withPick(attributes: Attributes, attribute: Attribute, value: string | string[] | null): Attributes {
  return isSet(value) ? { ...attributes, [attribute]: value } : without(attributes, attribute);
}

export function without(attributes: Attributes, attribute: Attribute): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([id]) => id !== attribute));
}

/** Something must say who it is. */
export function saysWho({ prompt, attributes, persona }: Draft): boolean {
  return prompt.trim() !== "" || [attributes, persona].flatMap(Object.values).some(isSet);
}

export function previewOf({ prompt, attributes, persona, seed, provider, model }: Draft): PreviewRequest {
  return { prompt, attributes, persona: withoutBlanks(persona), seed, provider, model };
}

export function orderOf(draft: Draft): GenerateRequest {
  return {
    ...previewOf(draft),
    name: draft.name.trim() || null,
    count: draft.count,
    negativePrompt: draft.negativePrompt.trim() || null,
  };
}

export function withoutBlanks({ name, age, personality, background }: Persona): Persona {
  return { name: name?.trim() || null, age, personality, background: background?.trim() || null };
}

export function isSet(value: unknown): boolean {
  return value != null && value !== "" && !(Array.isArray(value) && value.length === 0);
}

/** Values as a list, whatever the attribute: only accessories hold several. */
export function valuesOf(attributes: Attributes, attribute: Attribute): string[] {
  const value = attributes[attribute];
  return Array.isArray(value) ? value : value ? [value] : [];
}

function kept(place: string): Partial<Draft> {
  try {
    return JSON.parse(localStorage.getItem(place) ?? "{}") as Partial<Draft>;
  } catch {
    return {}; // storage is off, or holds what it should not
  }
}

function keep(place: string, draft: Draft): void {
  try {
    localStorage.setItem(place, JSON.stringify(draft));
  } catch {
    // storage is full or off: the draft still lives as long as the sheet
  }
}
