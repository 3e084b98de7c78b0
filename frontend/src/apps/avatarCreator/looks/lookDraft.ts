/** A look one is putting together: what shall change, what must not, and the order that comes of it. */
import { useState } from "react";
import type { Aspect, Consent, FromReferenceRequest } from "~/api/types";
import { type Attribute, type Draft, emptyDraft, without, withPick } from "../generations/describe/draft";
import { aspects } from "./aspects";
import { isPhotograph, type Origin } from "./reference";

export interface LookDraft extends Draft {
  /** 0, hardly them, to 1, unmistakably them. */
  strength: number;
  keep: Aspect[];
  consent: Consent | null;
}

const SAME_PERSON = 0.8;
const RESEMBLING = 0.35;

export function useLookDraft(isAlike: boolean) {
  const [draft, setDraft] = useState(() => emptyLook(isAlike));
  const change = (changes: Partial<LookDraft>): void => setDraft((old) => ({ ...old, ...changes }));
  return {
    draft,
    change,
    /** Picking is changing: what was kept is free again. */
    pick: (attribute: Attribute, value: string | string[] | null) =>
      setDraft((old) => ({
        ...old,
        attributes: withPick(old.attributes, attribute, value),
        keep: old.keep.filter((kept) => kept !== aspectOf(attribute)),
      })),
    /** Keeping takes back what was picked. */
    toggleKept: (aspect: Aspect) => setDraft((old) => withKept(old, aspect)),
    reset: () => setDraft(({ provider, model }) => ({ ...emptyLook(isAlike), provider, model })),
  };
}

function emptyLook(isAlike: boolean): LookDraft {
  return {
    ...emptyDraft(),
    count: isAlike ? 4 : 1,
    strength: isAlike ? RESEMBLING : SAME_PERSON,
    keep: [],
    consent: null,
  };
}

function withKept(draft: LookDraft, aspect: Aspect): LookDraft {
  if (draft.keep.includes(aspect)) return { ...draft, keep: draft.keep.filter((kept) => kept !== aspect) };
  const picked = aspects.find(({ id }) => id === aspect)?.attributes ?? [];
  return { ...draft, keep: [...draft.keep, aspect], attributes: picked.reduce(without, draft.attributes) };
}

function aspectOf(attribute: Attribute): Aspect | undefined {
  return aspects.find(({ attributes }) => attributes.includes(attribute))?.id;
}

/** Null as long as something is missing: a reference, or the word of whom it shows. */
export function orderOf(origin: Origin | null, draft: LookDraft, provider: string): FromReferenceRequest | null {
  if (!origin || (isPhotograph(origin) && !draft.consent)) return null;
  const { prompt, attributes, strength, keep, count, model } = draft;
  return {
    ...(origin.kind === "person" ? { avatarId: origin.avatar.id } : { referenceId: origin.reference.referenceId }),
    name: draft.name.trim() || null,
    prompt: prompt.trim(),
    attributes,
    strength,
    keep,
    consent: isPhotograph(origin) ? draft.consent : null,
    count,
    provider,
    model,
  };
}
