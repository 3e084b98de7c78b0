import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { Avatar, PreviewRequest, Provider } from "~/api/types";
import { receive } from "~/testing/forms";
import { anAvatar, aPage } from "~/testing/samples";
import { json, refusal, serve } from "~/testing/server";
import { expectAccessible, show } from "~/testing/show";
import NewLookSheet from "./NewLookSheet";

const APP = "/api/apps/avatar-creator";
const ORDER = `${APP}/projects/p1/avatars/from-reference`;
const REFERENCES = `${APP}/projects/p1/references`;

const illustrated: Provider = {
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
};
const kontext: Provider = {
  ...illustrated,
  id: "kontext",
  title: "Kontext",
  isDefault: false,
  livePortrait: false,
  readsPictures: true,
};
const reference = { referenceId: "r1", thumbnailUrl: "/files/r1.jpg", thumbhash: "", widthPx: 900, heightPx: 900 };

const labelled = (...ids: string[]) =>
  ids.map((id) => ({ id, labels: { en: id.charAt(0).toUpperCase() + id.slice(1) }, providers: ["illustrated"] }));

interface Scene {
  avatar?: Avatar;
  isAlike?: boolean;
  isBeside?: boolean;
  providers?: Provider[];
}

function sheet({ avatar, isAlike = false, isBeside = true, providers = [illustrated, kontext] }: Scene = {}) {
  const server = serve({
    [`GET ${APP}/avatars`]: aPage(anAvatar()),
    ...(avatar && { [`GET ${APP}/avatars/${avatar.id}`]: avatar }),
    [`GET ${APP}/providers`]: { items: providers },
    [`GET ${APP}/attributes`]: {
      items: [
        { id: "expression", open: false, values: labelled("smile", "laugh") },
        { id: "outfit", open: true, values: labelled("blazer", "sweater") },
      ],
    },
    [`POST ${APP}/prompts/preview`]: async (request) => {
      const { prompt = "", attributes } = (await request.json()) as PreviewRequest;
      const said = prompt.includes("laughing") ? { expression: "laugh" } : {};
      const portrait = `<svg><desc>${JSON.stringify(attributes)}</desc></svg>`;
      const understood = { accessories: [], ...said, ...attributes };
      return json({ prompt, negativePrompt: null, understood, ignored: [], cost: 0, portrait });
    },
    [`POST ${ORDER}`]: () => json({ generationId: "g1", generationIds: ["g1"] }, 202),
  });
  const forms = receive({ [REFERENCES]: () => json(reference, 201) });
  const onClose = vi.fn();
  const shown = show(
    <NewLookSheet projectId="p1" avatarId={avatar?.id ?? null} isAlike={isAlike} isBeside={isBeside} onClose={onClose} />,
  );
  const orders = () => server.requests.filter(({ method, url }) => method === "POST" && url.endsWith("/from-reference"));
  const sent = async () => JSON.parse((await orders()[0]?.clone().text()) ?? "{}") as Record<string, unknown>;
  return { ...shown, server, forms, onClose, orders, sent };
}

const makeButton = (): HTMLElement => screen.getByRole("button", { name: /^Make/ });
const picture = new File([new Uint8Array(9)], "mira.jpg", { type: "image/jpeg" });

test("somebody keeps their face and gets what is said and picked; one sees it before it is made", async () => {
  const { user, orders, sent, container } = sheet({ avatar: anAvatar() });
  await user.type(await screen.findByLabelText("What shall be different?"), "laughing");
  await user.click(screen.getByRole("button", { name: /^Outfit/ }));
  await user.click(await screen.findByRole("radio", { name: "Blazer" }));
  expect(await screen.findByRole("button", { name: /^Expression\s*Laugh/ })).toBeVisible();
  const portrait = await screen.findByRole("img", { name: "The person as described so far" });
  await waitFor(() => {
    const drawn = decodeURIComponent(portrait.getAttribute("src") ?? "");
    expect(drawn).toContain('"hairColor":"red"');
    expect(drawn).toContain('"expression":"laugh"');
    expect(drawn).toContain('"outfit":"blazer"');
  });
  await expectAccessible(container);
  await user.click(makeButton());
  await waitFor(() => expect(orders()).toHaveLength(1));
  expect(await sent()).toMatchObject({
    avatarId: "a1",
    prompt: "laughing",
    attributes: { outfit: "blazer" },
    keep: [],
    consent: null,
    provider: "illustrated",
  });
  expect(orders()[0]?.headers.get("idempotency-key")).toBeTruthy();
});

test("what is held fast stays, whatever the words say, and picking lets it go", async () => {
  const { user, orders, sent } = sheet({ avatar: anAvatar() });
  await user.type(await screen.findByLabelText("What shall be different?"), "laughing");
  await user.click(screen.getByRole("button", { name: "Keep expression as it is" }));
  await user.click(screen.getByRole("button", { name: "Keep outfit as it is" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: /^Expression\s*Laugh/ })).toBeNull());
  await user.click(screen.getByRole("button", { name: /^Outfit/ }));
  await user.click(await screen.findByRole("radio", { name: "Sweater" }));
  expect(screen.getByRole("button", { name: "Keep outfit as it is" })).toHaveAttribute("aria-pressed", "false");
  await user.click(makeButton());
  await waitFor(() => expect(orders()).toHaveLength(1));
  expect(await sent()).toMatchObject({ keep: ["expression"], attributes: { outfit: "sweater" } });
});

test("others like them: less likeness, four at once", async () => {
  const { user, orders, sent } = sheet({ avatar: anAvatar(), isAlike: true });
  const likeness = await screen.findByRole("slider", { name: "Strength of likeness" });
  expect(likeness).toHaveAttribute("aria-valuetext", "A family resemblance");
  fireEvent.change(likeness, { target: { value: "0.9" } });
  expect(likeness).toHaveAttribute("aria-valuetext", "Unmistakably them");
  await user.click(makeButton());
  await waitFor(() => expect(orders()).toHaveLength(1));
  expect(await sent()).toMatchObject({ count: 4, strength: 0.9 });
});

test("a photograph needs the word of whom it shows, and somebody who can look at it", async () => {
  const { user, forms, orders, sent } = sheet();
  await user.upload(await waitFor(() => document.querySelector("input[type=file]") as HTMLInputElement), picture);
  await waitFor(() => expect(forms.received).toHaveLength(1));
  await screen.findByRole("radiogroup", { name: /^Whose face is it/ });
  await expectAccessible(screen.getByRole("dialog"));
  expect(makeButton()).toBeDisabled();
  await user.click(screen.getByRole("radio", { name: /^They agreed/ }));
  await user.click(makeButton());
  await waitFor(() => expect(orders()).toHaveLength(1));
  expect(await sent()).toMatchObject({ referenceId: "r1", consent: "permission", provider: "kontext" });
  expect(await sent()).not.toHaveProperty("avatarId");
});

test("an uploaded avatar is a photograph too", async () => {
  sheet({ avatar: anAvatar({ sourceType: "uploaded" }) });
  expect(await screen.findByRole("radiogroup", { name: /^Whose face is it/ })).toBeVisible();
});

test("where nobody can look at photographs it says who could and what is missing, before one sends any", async () => {
  const away = { ...kontext, configured: false, setupHint: "Set HUGGINGFACE_TOKEN." };
  sheet({ providers: [illustrated, away] });
  const note = await screen.findByText(/Nobody here can look at photographs yet/);
  expect(note.closest("[role=status]")).toHaveTextContent("Kontext could. Set HUGGINGFACE_TOKEN.");
  expect(document.querySelector("input[type=file]")).toBeNull();
  expect(await screen.findByRole("button", { name: "Mira" })).toBeVisible();
});

test("an uploaded picture of somebody waits too where nobody can look at it", async () => {
  const { recipe } = anAvatar();
  const avatar = anAvatar({ sourceType: "uploaded", recipe: { ...recipe, provider: null, parameters: {} } });
  const { user } = sheet({ avatar, providers: [illustrated] });
  expect(await screen.findByText(/Nobody here can look at photographs yet/)).toBeVisible();
  await user.click(screen.getByRole("radio", { name: /^It shows me/ }));
  expect(makeButton()).toBeDisabled();
});

test("one begins with a face, and with another one", async () => {
  const { user } = sheet();
  const people = await screen.findByRole("region", { name: "Your people" });
  await user.click(await within(people).findByRole("button", { name: "Mira" }));
  expect(await screen.findByLabelText("What shall be different?")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Someone else" }));
  expect(await screen.findByRole("region", { name: "Your people" })).toBeVisible();
});

test("a picture that cannot be used says why, and people are still there to begin with", async () => {
  const { user, forms } = sheet();
  forms.on(REFERENCES, () => refusal(415, "picture-format", "This is not a picture we know", "Save it as a JPEG."));
  await user.upload(await waitFor(() => document.querySelector("input[type=file]") as HTMLInputElement), picture);
  expect(await screen.findByRole("alert")).toHaveTextContent("This is not a picture we know. Save it as a JPEG.");
  expect(screen.getByRole("region", { name: "Your people" })).toBeVisible();
});

test("on a phone it closes when the order is taken", async () => {
  const { user, onClose } = sheet({ avatar: anAvatar(), isBeside: false });
  await screen.findByLabelText("What shall be different?");
  await waitFor(() => expect(makeButton()).toBeEnabled());
  await user.click(makeButton());
  await waitFor(() => expect(onClose).toHaveBeenCalled());
});
