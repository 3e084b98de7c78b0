/** What of a person a new look may change, and which attributes say so. */
import type { Aspect, Attributes } from "~/api/types";
import { type Attribute, valuesOf } from "../generations/describe/draft";

export const aspects: { id: Aspect; title: string; attributes: Attribute[] }[] = [
  { id: "outfit", title: "Outfit", attributes: ["outfit", "headwear", "accessories"] },
  { id: "hair", title: "Hair", attributes: ["hairStyle", "hairColor", "facialHair"] },
  { id: "expression", title: "Expression", attributes: ["expression"] },
  { id: "age", title: "Age", attributes: ["ageRange"] },
  { id: "style", title: "Dress", attributes: ["style"] },
  { id: "background", title: "Backdrop", attributes: ["background"] },
];

export function isChanged(asked: Attributes, attributes: Attribute[]): boolean {
  return attributes.some((attribute) => valuesOf(asked, attribute).length > 0);
}
