import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { Inspection } from "~/api/types";
import { type FormServer, receive } from "~/testing/forms";
import { anAvatar } from "~/testing/samples";
import { json, refusal, serve } from "~/testing/server";
import { expectAccessible, show } from "~/testing/show";
import UploadAvatarModal from "./UploadAvatarModal";

const APP = "/api/apps/avatar-creator";
const INSPECT = `${APP}/pictures/inspect`;
const UPLOAD = `${APP}/projects/p1/avatars/upload`;
const suggestedCrop = { left: 0.2, top: 0.1, width: 0.5, height: 0.5 };
const inspection: Inspection = { widthPx: 1000, heightPx: 1000, suggestedCrop, faces: 1, duplicates: [] };

const picture = (name: string, bytes = 100): File => new File([new Uint8Array(bytes)], name, { type: "image/jpeg" });
const fileOf = (form: FormData): string => (form.get("file") as File).name;

function stored(form: FormData): Response {
  return json({ avatar: anAvatar({ id: fileOf(form), name: String(form.get("name")) }), duplicates: [] }, 201);
}

function dialog(answers: Parameters<typeof receive>[0] = {}) {
  serve({ [`GET ${APP}/attributes`]: { items: [] } });
  const server = receive({ [INSPECT]: () => json(inspection), [UPLOAD]: stored, ...answers });
  const onClose = vi.fn();
  const shown = show(<UploadAvatarModal projectId="p1" onClose={onClose} />);
  const add = (...files: File[]) => shown.user.upload(document.querySelector("input[type=file]") as HTMLInputElement, files);
  return { ...shown, server, onClose, add };
}

const uploads = ({ received }: FormServer) => received.filter(({ path }) => path === UPLOAD);
const tile = (name: RegExp): HTMLElement => within(screen.getByRole("list")).getByRole("button", { name });
const ready = (name: string) => screen.findByRole("button", { name: `${name}, ready` });

test("of several files one is bad: it says why in words, the others go on", async () => {
  const { user, server, add, onClose } = dialog({
    [INSPECT]: (form) =>
      fileOf(form) === "broken.jpg"
        ? refusal(422, "picture-damaged", "This picture is damaged", "Half of it is missing.")
        : json(inspection),
  });
  await add(picture("ada.jpg"), picture("broken.jpg"), picture("bo.jpg"));
  await ready("Ada");
  await ready("Bo");
  await user.click(screen.getByRole("button", { name: "Add 2 people" }));
  await waitFor(() => expect(uploads(server).map(({ form }) => form.get("name"))).toEqual(["Ada", "Bo"]));

  await user.click(tile(/^Broken/));
  const trouble = await screen.findByRole("alert");
  expect(trouble).toHaveTextContent("This picture is damaged");
  expect(trouble).toHaveTextContent("Half of it is missing.");
  expect(within(trouble).queryByRole("button", { name: "Try again" })).toBeNull();
  expect(onClose).not.toHaveBeenCalled();
  await expectAccessible(screen.getByRole("dialog"));

  await user.click(within(trouble).getByRole("button", { name: "Remove" }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
});

test("what is sent is the suggested cut, unless one moves it", async () => {
  const { user, server, add } = dialog();
  await add(picture("ada.jpg"));
  const cropper = await screen.findByRole("application");
  await expectAccessible(screen.getByRole("dialog"));
  expect(screen.getByRole("button", { name: "Around the face" })).toHaveAttribute("aria-pressed", "true");
  cropper.focus();
  await user.keyboard("{Shift>}{ArrowLeft}{/Shift}+");
  fireEvent.change(screen.getByRole("slider", { name: "Zoom" }), { target: { value: "4" } });
  await user.click(screen.getByRole("button", { name: "Add this person" }));
  await waitFor(() => expect(uploads(server)).toHaveLength(1));
  const crop = JSON.parse(String(uploads(server)[0]?.form.get("crop"))) as typeof suggestedCrop;
  expect(crop.width).toBeCloseTo(0.25);
  expect(crop.left + crop.width / 2).toBeGreaterThan(0.45);
});

test("name, persona and looks go along", async () => {
  const { user, server, add } = dialog();
  await add(picture("IMG_1.jpg"));
  await user.type(await screen.findByLabelText("Name"), "Mira");
  await user.click(screen.getByRole("button", { name: /^Persona/ }));
  await user.type(screen.getByLabelText("Story"), "Sails.");
  await user.click(screen.getByRole("button", { name: "Add this person" }));
  await waitFor(() => expect(uploads(server)).toHaveLength(1));
  const form = uploads(server)[0]?.form;
  expect(form?.get("name")).toBe("Mira");
  expect(JSON.parse(String(form?.get("persona")))).toMatchObject({ background: "Sails." });
});

test("two are under way at a time", async () => {
  const ends: (() => void)[] = [];
  const { server, add } = dialog({
    [INSPECT]: () => new Promise((resolve) => ends.push(() => resolve(json(inspection)))),
  });
  await add(...["a", "b", "c", "d", "e"].map((name) => picture(`${name}.jpg`)));
  for (let done = 0; done < 5; done += 1) {
    await waitFor(() => expect(ends.length).toBeGreaterThan(done));
    ends[done]?.();
  }
  await ready("E");
  expect(server.most).toBe(2);
});

test("a file that is too large is told at once and not sent", async () => {
  const { server, add } = dialog();
  await add(picture("huge.jpg", 11_000_000));
  expect(await screen.findByRole("alert")).toHaveTextContent("This picture is too large");
  expect(server.received).toEqual([]);
});

test("a picture one has waits for a word: open the one there is, or add it anyway", async () => {
  const ada = { avatarId: "a7", projectId: "p2", name: "Ada", thumbnailUrl: "/files/a7.jpg", match: "exact" as const };
  const { user, server, add } = dialog({ [INSPECT]: () => json({ ...inspection, duplicates: [ada] }) });
  await add(picture("copy.jpg"));
  expect(await screen.findByText(/You already have this picture/)).toHaveTextContent("Ada");
  expect(screen.getByRole("link", { name: "Open Ada" })).toHaveAttribute("href", "/projects/p2/people/a7");
  expect(screen.queryByRole("button", { name: "Add this person" })).toBeNull();
  await expectAccessible(screen.getByRole("dialog"));
  await user.click(screen.getByRole("button", { name: "Upload anyway" }));
  await user.click(screen.getByRole("button", { name: "Add this person" }));
  await waitFor(() => expect(uploads(server)).toHaveLength(1));
});

test("a line that was cut is tried again under the same key", async () => {
  const { user, server, add, onClose } = dialog({
    [UPLOAD]: () => {
      throw new Error("cut");
    },
  });
  await add(picture("ada.jpg"));
  await ready("Ada");
  await user.click(screen.getByRole("button", { name: "Add this person" }));
  const again = await screen.findByRole("button", { name: "Try again" });
  server.on(UPLOAD, stored);
  await user.click(again);
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  const [first, second] = uploads(server).map(({ key }) => key);
  expect(first).toBeTruthy();
  expect(second).toBe(first);
});

test("what is being sent can be called off, and is ready again", async () => {
  const { user, add } = dialog({ [UPLOAD]: () => new Promise<Response>(() => undefined) });
  await add(picture("ada.jpg"));
  await ready("Ada");
  await user.click(screen.getByRole("button", { name: "Add this person" }));
  expect(await screen.findByRole("button", { name: "Ada, 50 percent sent" })).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  expect(await ready("Ada")).toBeVisible();
});

test("closing loses nothing: what waits is there again", async () => {
  const { user, add, cache, unmount } = dialog();
  await add(picture("ada.jpg"));
  await user.type(await screen.findByLabelText("Name"), " Byron");
  unmount();
  show(<UploadAvatarModal projectId="p1" onClose={() => undefined} />, { cache });
  expect(await screen.findByLabelText("Name")).toHaveValue("Ada Byron");
});

test("pasted pictures are taken as well as dropped ones", async () => {
  dialog();
  const data = { types: ["Files"], files: [picture("ada.jpg")] };
  fireEvent.dragEnter(window, { dataTransfer: data });
  expect(await screen.findByText("Let go to add these pictures")).toBeInTheDocument();
  fireEvent.drop(window, { dataTransfer: data });
  await ready("Ada");
  expect(screen.queryByText("Let go to add these pictures")).toBeNull();
  fireEvent.paste(window, { clipboardData: { types: ["Files"], files: [picture("bo.jpg")] } });
  await ready("Bo");
});
