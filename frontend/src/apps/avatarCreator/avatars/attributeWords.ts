/** What attributes and their values are called on the page; values by the labels of the vocabulary. */
import { useQuery } from "@tanstack/react-query";
import type { Attributes } from "~/api/types";
import { vocabulary } from "./api";
import { attributeTitles } from "./attributeTitles";

type Attribute = keyof Attributes;

// Where a label alone would not say what it is about: "Red" is hair, "Nothing" is on the head.
const nouns: Partial<Record<Attribute, string>> = {
  skinTone: "skin",
  hairColor: "hair",
  eyeColor: "eyes",
  style: "dress",
  background: "background",
  bodyType: "build",
};
const absences: Partial<Record<Attribute, string>> = { headwear: "Bareheaded", accessories: "No extras" };

export interface Value {
  id: string;
  label: string;
}

export interface AttributeWords {
  titleOf(attribute: string): string;
  valuesOf(attribute: Attribute): Value[];
  /** Whether any other short words are understood too. */
  isOpen(attribute: Attribute): boolean;
  labelOf(attribute: string, value: string): string;
  /** A value that stands alone: "Red hair", "Round glasses". */
  phraseOf(attribute: string, value: string): string;
}

export function useAttributeWords(): AttributeWords {
  const { data: described = [] } = useQuery(vocabulary);
  const valuesOf = (attribute: string): Value[] =>
    (described.find(({ id }) => id === attribute)?.values ?? []).map(({ id, labels }) => ({
      id,
      label: labels.en ?? spelledOut(id),
    }));
  const labelOf = (attribute: string, value: string): string =>
    valuesOf(attribute).find(({ id }) => id === value)?.label ?? spelledOut(value);
  return {
    titleOf: (attribute) => (isAttribute(attribute) ? attributeTitles[attribute] : spelledOut(attribute)),
    valuesOf,
    isOpen: (attribute) => described.find(({ id }) => id === attribute)?.open ?? false,
    labelOf,
    phraseOf: (attribute, value) => {
      const noun = isAttribute(attribute) ? nouns[attribute] : undefined;
      if (value === "none" && isAttribute(attribute) && absences[attribute]) return absences[attribute];
      const label = labelOf(attribute, value);
      return noun && !label.toLowerCase().includes(noun) ? `${label} ${noun}` : label;
    },
  };
}

function isAttribute(word: string): word is Attribute {
  return word in attributeTitles;
}

/** A published id as words: `long-curly` is "Long curly". */
export function spelledOut(id: string): string {
  const words = id.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
