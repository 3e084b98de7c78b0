import type { PresetCategory } from "~/api/types";

export const categories: { id: PresetCategory; title: string }[] = [
  { id: "business", title: "Business" },
  { id: "casual", title: "Casual" },
  { id: "traditional", title: "Traditional" },
  { id: "creative", title: "Creative" },
];
