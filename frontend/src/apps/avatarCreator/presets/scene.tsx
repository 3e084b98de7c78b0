/** The gallery on a test's screen, with three people in the catalogue, one of them one's own. */
import { vi } from "vitest";
import type { Preset } from "~/api/types";
import { aPage } from "~/testing/samples";
import { json, serve } from "~/testing/server";
import { show } from "~/testing/show";
import PresetsGalleryModal from "./PresetsGalleryModal";

export const APP = "/api/apps/avatar-creator";
export const ORDER = `POST ${APP}/projects/p1/avatars/from-preset`;

export function aPreset(changes: Partial<Preset> = {}): Preset {
  return {
    id: "s1",
    category: "business",
    name: "Mara Okafor",
    title: "Trial lawyer",
    persona: { name: "Mara Okafor", age: 47, personality: ["patient"], background: "Argues for a living." },
    attributes: { gender: "female", hairColor: "black", accessories: [] },
    prompt: "a woman with black hair",
    seed: 77,
    tags: ["court"],
    previewUrl: "/presets/s1.webp",
    previewThumbhash: null,
    usageCount: 3,
    isPublic: true,
    isOwn: false,
    version: 1,
    createdAt: "2026-05-04T10:00:00Z",
    ...changes,
  };
}

export const putu = aPreset({ id: "s2", name: "Putu", title: "Dancer", category: "traditional" });
export const ownOne = aPreset({ id: "s3", name: "Finn", title: "Keeper", isOwn: true, isPublic: false });

function values(...labels: string[]) {
  return labels.map((label) => ({ id: label.toLowerCase(), labels: { en: label }, providers: ["illustrated"] }));
}

/** Answers like the server: by category, by word, or one's own. */
function found(request: Request): Response {
  const { searchParams } = new URL(request.url);
  const wanted = [aPreset(), putu, ownOne].filter(
    ({ category, name, isOwn }) =>
      (searchParams.get("category") ?? category) === category &&
      name.toLowerCase().includes((searchParams.get("q") ?? "").toLowerCase()) &&
      (searchParams.get("own") !== "true" || isOwn),
  );
  return json(aPage(...wanted));
}

export function gallery() {
  const server = serve({
    [`GET ${APP}/presets`]: found,
    [`GET ${APP}/attributes`]: {
      items: [
        { id: "gender", open: false, values: [{ id: "female", labels: { en: "Woman" }, providers: [] }] },
        { id: "hairColor", open: true, values: values("Black", "Red") },
      ],
    },
    [`GET ${APP}/providers`]: { items: [] },
    [`POST ${APP}/prompts/preview`]: {
      prompt: "Portrait",
      negativePrompt: null,
      understood: { accessories: [] },
      ignored: [],
      cost: 0,
      portrait: "<svg/>",
    },
    [ORDER]: () => json({ generationId: "g1", generationIds: ["g1"] }, 202),
  });
  const onClose = vi.fn();
  const shown = show(<PresetsGalleryModal projectId="p1" onClose={onClose} />);
  const asked = (what: string): Request[] =>
    server.requests.filter(({ method, url }) => `${method} ${new URL(url).pathname}` === what);
  return { ...shown, server, onClose, asked };
}
