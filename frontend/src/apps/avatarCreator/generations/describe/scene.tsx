/** The describe sheet on a test's screen, with a server that understands "red" and "woman" and nothing else. */
import { screen } from "@testing-library/react";
import { vi } from "vitest";
import type { GenerateRequest, PreviewRequest } from "~/api/types";
import { json, serve } from "~/testing/server";
import { show } from "~/testing/show";
import GenerateAvatarModal from "./GenerateAvatarModal";

const APP = "/api/apps/avatar-creator";
export const ORDER = `POST ${APP}/projects/p1/avatars/generate`;

/** What is picked wins. */
async function previewed(request: Request): Promise<Response> {
  const { prompt = "", attributes } = (await request.json()) as PreviewRequest;
  const said = prompt.split(" ");
  return json({
    prompt: `Portrait of ${prompt}`,
    negativePrompt: null,
    understood: {
      ...(said.includes("woman") && { gender: "female" }),
      ...(said.includes("red") && { hairColor: "red" }),
      accessories: [],
      ...attributes,
    },
    ignored: said.includes("dancing") ? ["dancing"] : [],
    cost: 0,
    portrait: `<svg xmlns="http://www.w3.org/2000/svg"><desc>${prompt}</desc></svg>`,
  });
}

function values(...labels: string[]) {
  return labels.map((label) => ({ id: label.toLowerCase(), labels: { en: label }, providers: ["illustrated"] }));
}

export function sheet({ isBeside = true, start }: { isBeside?: boolean; start?: GenerateRequest } = {}) {
  const server = serve({
    [`POST ${APP}/prompts/preview`]: previewed,
    [`GET ${APP}/attributes`]: {
      items: [
        { id: "gender", open: false, values: [{ id: "female", labels: { en: "Woman" }, providers: [] }] },
        { id: "hairColor", open: true, values: values("Black", "Red") },
        { id: "accessories", open: true, values: values("None", "Earrings", "Scarf") },
      ],
    },
    [`GET ${APP}/providers`]: {
      items: [
        {
          id: "illustrated",
          title: "Illustrated",
          configured: true,
          setupHint: null,
          isDefault: true,
          cost: 0,
          livePortrait: true,
          negativePrompt: false,
          stepProgress: false,
          readsPictures: false,
          models: [{ id: "studio", title: "Studio", licence: "CC BY 4.0", commercialUse: true }],
        },
        {
          id: "photographic",
          title: "Photographic",
          configured: false,
          setupHint: "Set a token.",
          isDefault: false,
          cost: 0,
          livePortrait: false,
          negativePrompt: true,
          stepProgress: false,
          readsPictures: true,
          models: [{ id: "flux", title: "FLUX", licence: "Non-commercial", commercialUse: false }],
        },
      ],
    },
    [ORDER]: () => json({ generationId: "g1", generationIds: ["g1"] }, 202),
  });
  const onClose = vi.fn();
  const shown = show(<GenerateAvatarModal projectId="p1" isBeside={isBeside} onClose={onClose} start={start} />);
  const orders = () => server.requests.filter((request) => `${request.method} ${new URL(request.url).pathname}` === ORDER);
  const sentence = screen.getByLabelText("Who is it?");
  const write = async (text: string): Promise<void> => {
    await shown.user.click(sentence);
    await shown.user.paste(text);
  };
  return { ...shown, server, onClose, orders, sentence, write };
}

export const makeButton = (): HTMLElement => screen.getByRole("button", { name: /^Make/ });
export const understood = (): HTMLElement => screen.getByRole("list", { name: "What was understood" });
