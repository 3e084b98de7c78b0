import { useInfiniteQuery } from "@tanstack/react-query";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { allItems } from "~/api/pages";
import type { Avatar } from "~/api/types";
import { anAvatar, aPage } from "~/testing/samples";
import { refusal, serve } from "~/testing/server";
import { expectAccessible, show } from "~/testing/show";
import { AvatarGrid } from "./AvatarGrid";
import { avatarList } from "./api";

const AVATARS = "/api/apps/avatar-creator/avatars";
const ada = anAvatar({ id: "a3", name: "Ada", createdAt: "2026-05-04T10:03:00Z" });
const ben = anAvatar({ id: "a2", name: "Ben", createdAt: "2026-05-04T10:02:00Z" });
const cleo = anAvatar({ id: "a1", name: "Cleo", createdAt: "2026-05-04T10:01:00Z" });

/** Three people, the newest first, as a view shows them. */
function Everyone() {
  const { data } = useInfiniteQuery(avatarList(null));
  return data ? <AvatarGrid avatars={allItems(data)} linkTo={({ id }) => `/people/${id}`} /> : null;
}

async function grid(...avatars: Avatar[]) {
  const server = serve({ [`GET ${AVATARS}`]: aPage(...(avatars.length ? avatars : [ada, ben, cleo])) });
  const shown = show(<Everyone />);
  await screen.findAllByRole("article");
  return { ...shown, server };
}

const card = (name: string): HTMLElement => screen.getByRole("link", { name });
const names = (): (string | null)[] => screen.queryAllByRole("heading").map(({ textContent }) => textContent);

test("arrow keys go from card to card, in rows and columns", async () => {
  const { user } = await grid();
  screen.getByRole("list").style.gridTemplateColumns = "1fr 1fr"; // nothing has a place in jsdom
  card("Ada").focus();
  await user.keyboard("{ArrowRight}");
  expect(card("Ben")).toHaveFocus();
  await user.keyboard("{ArrowLeft}{ArrowDown}");
  expect(card("Cleo")).toHaveFocus();
  await user.keyboard("{ArrowDown}{ArrowUp}");
  expect(card("Ada")).toHaveFocus();
  await user.keyboard("{End}");
  expect(card("Cleo")).toHaveFocus();
  await user.keyboard("{Home}");
  expect(card("Ada")).toHaveFocus();
});

test("the menu of a card says what can be done, and gives the focus back", async () => {
  const { user } = await grid();
  const opener = screen.getByRole("button", { name: "Actions for Ben" });
  await user.click(opener);
  const menu = await screen.findByRole("menu", { name: "Actions for Ben" });
  expect(within(menu).getAllByRole("menuitem").map(({ textContent }) => textContent)).toEqual([
    "Rename",
    "Make a favourite",
    "New look",
    "More like this",
    "Make again",
    "Save as preset",
    "Download",
    "Copy link",
    "Delete",
  ]);
  expect(within(menu).getByRole("menuitem", { name: "Download" })).toHaveAttribute("download", "ben.jpg");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(opener).toHaveFocus());
});

test("a person is renamed where the name stands", async () => {
  const { user, server } = await grid();
  server.on(`PUT ${AVATARS}/a2`, { ...ben, name: "Benedikt", version: 2 });
  card("Ben").focus();
  await user.keyboard("{F2}");
  const field = await screen.findByRole("textbox", { name: "Name" });
  await waitFor(() => expect(field).toHaveFocus());
  await user.clear(field);
  await user.type(field, "Benedikt{Enter}");
  expect(await screen.findByRole("link", { name: "Benedikt" })).toBeVisible();
  const put = server.requests.find(({ method }) => method === "PUT");
  expect(put?.headers.get("if-match")).toBe('"1"');
  expect(await put?.json()).toEqual({ name: "Benedikt" });
});

test("Delete takes a person away at once, the next has the focus, Undo brings them back", async () => {
  const { user, server } = await grid();
  server.on(`DELETE ${AVATARS}/a3`, () => new Response(null, { status: 204 }));
  server.on(`POST ${AVATARS}/a3/restore`, { ...ada, version: 3 });
  card("Ada").focus();
  await user.keyboard("{Delete}");
  await waitFor(() => expect(names()).toEqual(["Ben", "Cleo"]));
  expect(card("Ben")).toHaveFocus();
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() => expect(names()).toEqual(["Ada", "Ben", "Cleo"]));
});

test("the note of a deletion says that other apps used the person", async () => {
  const { user, server } = await grid({ ...ada, usageCount: 12 }, ben);
  server.on(`DELETE ${AVATARS}/a3`, () => new Response(null, { status: 204 }));
  card("Ada").focus();
  await user.keyboard("{Delete}");
  expect(await screen.findByText("“Ada” is deleted. Other apps used this person 12 times.")).toBeVisible();
});

test("a refused deletion brings the person back and says why", async () => {
  const { user, server } = await grid();
  server.on(`DELETE ${AVATARS}/a2`, () => refusal(503, "unavailable", "The server is being updated"));
  card("Ben").focus();
  await user.keyboard("{Delete}");
  expect(await screen.findByText("The server is being updated")).toBeVisible();
  expect(names()).toEqual(["Ada", "Ben", "Cleo"]);
});

test("holding a finger on a card opens its menu, and letting go opens nothing else", async () => {
  await grid();
  const held = card("Ben").closest("article") as HTMLElement;
  fireEvent.touchStart(held, { touches: [{ clientX: 20, clientY: 30 }] });
  expect(await screen.findByRole("menu", { name: "Actions for Ben" })).toBeVisible();
  const isTap = fireEvent.touchEnd(held);
  expect(isTap).toBe(false);
});

test("marks tell of pictures that are not our own drawings, and of use", async () => {
  const shot = anAvatar({ sourceType: "uploaded", usageCount: 3, recipe: { ...ada.recipe, provider: "fal" } });
  const { container } = await grid(shot);
  expect(screen.getByText("Uploaded")).toBeInTheDocument();
  expect(screen.getByText("Made by fal")).toBeInTheDocument();
  expect(screen.getByTitle("Used 3 times")).toHaveTextContent("3× used");
  await expectAccessible(container);
});
