import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { GenerateRequest, PreviewRequest } from "~/api/types";
import { json, refusal, serve } from "~/testing/server";
import { expectAccessible, show } from "~/testing/show";
import GenerateAvatarModal from "./GenerateAvatarModal";

const APP = "/api/apps/avatar-creator";
const ORDER = `POST ${APP}/projects/p1/avatars/generate`;

/** Understands "red" and "woman" and nothing else; what is picked wins. */
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

function sheet({ isBeside = true, start }: { isBeside?: boolean; start?: GenerateRequest } = {}) {
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
          models: [{ id: "studio", title: "Studio", licence: "CC BY 4.0", commercialUse: true }],
        },
      ],
    },
    [ORDER]: () => json({ generationId: "g1", generationIds: ["g1"] }, 202),
  });
  const onClose = vi.fn();
  const shown = show(<GenerateAvatarModal projectId="p1" isBeside={isBeside} onClose={onClose} start={start} />);
  const orders = () => server.requests.filter((request) => `${request.method} ${new URL(request.url).pathname}` === ORDER);
  return { ...shown, server, onClose, orders, sentence: screen.getByLabelText("Who is it?") };
}

const makeButton = (): HTMLElement => screen.getByRole("button", { name: /^Make/ });
const understood = (): HTMLElement => screen.getByRole("list", { name: "What was understood" });

describe("the describe sheet", () => {
  it("shows who is described while one types, with chips and what was not drawn", async () => {
    const { user, sentence, container } = sheet();
    expect(sentence).toHaveFocus();
    await user.type(sentence, "a red woman dancing");

    expect(await within(understood()).findByText("Red hair")).toBeVisible();
    expect(within(understood()).getByText("Woman")).toBeVisible();
    expect(screen.getByText("Not drawn: “dancing”")).toBeVisible();
    const portrait = screen.getByRole("img", { name: "The person as described so far" });
    await waitFor(() => expect(decodeURIComponent(portrait.getAttribute("src") ?? "")).toContain("a red woman dancing"));
    await expectAccessible(container);
  });

  it("asks for nothing before anything says who it is", async () => {
    const { user, sentence } = sheet();
    expect(makeButton()).toBeDisabled();
    await user.type(sentence, "   ");
    expect(makeButton()).toBeDisabled();
    await user.type(sentence, "somebody");
    expect(makeButton()).toBeEnabled();
  });

  it("lets a pick overrule the sentence, and takes it back", async () => {
    const { user, sentence } = sheet();
    await user.type(sentence, "a red woman");
    await within(understood()).findByText("Red hair");
    await user.click(screen.getByRole("tab", { name: "Hair" }));
    await user.click(screen.getByRole("radio", { name: "Black" }));
    expect(await within(understood()).findByText("Black hair")).toBeVisible();

    await user.click(screen.getByRole("radio", { name: "As said" }));
    expect(await within(understood()).findByText("Red hair")).toBeVisible();
  });

  it("takes the words out of the sentence when a chip that came from them is removed", async () => {
    const { user, sentence } = sheet();
    await user.type(sentence, "a red woman");
    await user.click(await screen.findByRole("button", { name: "Remove Red hair" }));
    await waitFor(() => expect(sentence).toHaveValue("a woman"));
  });

  it("offers extras of which several go together, but none with no other", async () => {
    const { user, sentence, orders } = sheet();
    await user.type(sentence, "somebody");
    await user.click(screen.getByRole("tab", { name: "Clothes" }));
    await user.click(await screen.findByRole("checkbox", { name: "None" }));
    await user.click(screen.getByRole("checkbox", { name: "Earrings" }));
    await user.click(screen.getByRole("checkbox", { name: "Scarf" }));
    expect(screen.getByRole("checkbox", { name: "None" })).not.toBeChecked();
    await user.click(makeButton());
    await waitFor(() => expect(orders()).toHaveLength(1));
    expect(await orders()[0]?.json()).toMatchObject({ attributes: { accessories: ["earrings", "scarf"] } });
  });

  it("sends the face that was shown, stays open beside the grid and shows the next one", async () => {
    const { user, sentence, orders, onClose } = sheet();
    await user.type(sentence, "a woman");
    const face = screen.getByLabelText<HTMLInputElement>("Number of this face");
    const shownSeed = Number(face.value);
    await user.click(screen.getByRole("radio", { name: "3" }));
    await user.click(makeButton());

    await waitFor(() => expect(Number(face.value)).not.toBe(shownSeed));
    expect(await orders()[0]?.json()).toMatchObject({ prompt: "a woman", count: 3, seed: shownSeed });
    expect(sentence).toHaveValue("a woman");
    expect(onClose).not.toHaveBeenCalled();
  });

  it("keeps a face that is locked", async () => {
    const { user, sentence, orders } = sheet();
    await user.type(sentence, "a woman");
    await user.click(screen.getByRole("button", { name: "Keep this face" }));
    const face = screen.getByLabelText<HTMLInputElement>("Number of this face");
    const kept = face.value;
    await user.click(makeButton());
    await waitFor(() => expect(orders()).toHaveLength(1));
    expect(face).toHaveValue(kept);
  });

  it("covers the page on a phone and closes when the order is taken", async () => {
    const { user, sentence, onClose } = sheet({ isBeside: false });
    await user.type(sentence, "a woman{Control>}{Enter}{/Control}");
    await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  });

  it("spends nothing on an Enter that only ends a field", async () => {
    const { user, sentence, orders } = sheet();
    await user.type(sentence, "a woman");
    await user.type(screen.getByLabelText("Name"), "Mira{Enter}");
    expect(orders()).toHaveLength(0);
    await user.keyboard("{Meta>}{Enter}{/Meta}");
    await waitFor(() => expect(orders()).toHaveLength(1));
  });

  it("tells a refusal beside the button and sends the same order under the same key again", async () => {
    const { user, sentence, server, orders } = sheet();
    await user.type(sentence, "a woman");
    server.on(ORDER, () => refusal(503, "unavailable", "The line is closed", "Nothing is lost."));
    await user.click(makeButton());
    expect(await screen.findByRole("alert")).toHaveTextContent("The line is closed. Nothing is lost.");

    server.on(ORDER, () => json({ generationId: "g1", generationIds: ["g1"] }, 202));
    await user.click(makeButton());
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
    const [first, second] = orders().map((request) => request.headers.get("idempotency-key"));
    expect(first).toBeTruthy();
    expect(second).toBe(first);

    await user.click(makeButton());
    await waitFor(() => expect(orders()).toHaveLength(3));
    expect(orders()[2]?.headers.get("idempotency-key")).not.toBe(first);
  });

  it("keeps what was written when it is closed and opened again", async () => {
    const first = sheet();
    await first.user.type(first.sentence, "a red woman");
    first.unmount();
    expect(sheet().sentence).toHaveValue("a red woman");
  });

  it("starts again from an earlier order with the same face", () => {
    const { sentence } = sheet({ start: { prompt: "a sailor", seed: 42, count: 1 } });
    expect(sentence).toHaveValue("a sailor");
    expect(screen.getByLabelText("Number of this face")).toHaveValue("42");
    expect(screen.getByRole("button", { name: "Keep this face" })).toHaveAttribute("aria-pressed", "true");
  });

  it("closes by Escape", async () => {
    const { user, onClose } = sheet();
    await user.keyboard("{Escape}");
    expect(onClose).toHaveBeenCalledOnce();
  });
});
