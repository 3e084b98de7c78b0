/** What the attributes of a person are called on the page, in the order one thinks of a person. */
import type { Attributes } from "~/api/types";

export const attributeTitles: Record<keyof Attributes, string> = {
  gender: "Gender",
  ageRange: "Age",
  ethnicity: "Heritage",
  bodyType: "Build",
  skinTone: "Skin",
  hairColor: "Hair colour",
  hairStyle: "Hair",
  facialHair: "Beard",
  eyeColor: "Eyes",
  expression: "Expression",
  glasses: "Glasses",
  style: "Dress",
  outfit: "Outfit",
  headwear: "On the head",
  accessories: "Extras",
  background: "Background",
};
