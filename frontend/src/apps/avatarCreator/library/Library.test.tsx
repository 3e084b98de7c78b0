import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { useLocation } from "react-router";
import { expect, test } from "vitest";
import type { Avatar } from "~/api/types";
import { anAvatar, aPage, aProject } from "~/testing/samples";
import { refusal, serve } from "~/testing/server";
import { expectAccessible, show } from "~/testing/show";
import { Library } from "./Library";

const APP = "/api/apps/avatar-creator";
const ada = anAvatar({ id: "a3", name: "Ada", tags: ["crew"], createdAt: "2026-05-04T10:03:00Z" });
const ben = anAvatar({ id: "a2", name: "Ben", createdAt: "2026-05-04T10:02:00Z" });
const cleo = anAvatar({ id: "a1", name: "Cleo", projectId: "p2", isFavorite: true, createdAt: "2026-05-04T10:01:00Z" });

function Address() {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{pathname + search}</output>;
}

async function library(at = "/people", avatars: Avatar[] = [ada, ben, cleo]) {
  const server = serve({
    [`GET ${APP}/avatars`]: aPage(...avatars),
    [`GET ${APP}/tags`]: { items: [{ tag: "crew", count: 1 }] },
    [`GET ${APP}/providers`]: { items: [] },
    [`GET ${APP}/projects`]: aPage(aProject({ id: "p9", name: "Sailors" })),
  });
  const shown = show(
    <>
      <Library projectId={null} at="/people" loadingLabel="Loading everybody" nobody={<p>Nobody yet</p>} />
      <Address />
    </>,
    { at },
  );
  await waitFor(() => expect(screen.queryByRole("status", { name: "Loading everybody" })).toBeNull());
  return { ...shown, server };
}

type Shown = Awaited<ReturnType<typeof library>>;

const card = (name: string): HTMLElement => screen.getByRole("link", { name });
const names = (): (string | null)[] => screen.queryAllByRole("heading").map(({ textContent }) => textContent);
const address = (): string => screen.getByTestId("address").textContent ?? "";
const tool = (name: string): HTMLElement => within(screen.getByRole("toolbar")).getByRole("button", { name });
const selected = (): (string | null)[] =>
  screen.queryAllByRole("button", { name: /^Select /, pressed: true }).map((box) => box.getAttribute("aria-label"));

async function asked({ server }: Shown, what: string): Promise<unknown> {
  await waitFor(() => expect(server.asked).toContain(what));
  return server.requests.findLast(({ method, url }) => `${method} ${new URL(url).pathname}` === what)?.json();
}

test("words that are typed narrow the list, and the address keeps them", async () => {
  const { user, server } = await library();
  server.on(`GET ${APP}/avatars`, (request) => {
    expect(new URL(request.url).searchParams.get("q")).toBe("ben");
    return Response.json(aPage(ben));
  });
  await user.type(screen.getByRole("searchbox", { name: "Search people" }), "ben");
  await waitFor(() => expect(names()).toEqual(["Ben"]));
  expect(address()).toBe("/people?q=ben");
  expect(card("Ben")).toHaveAttribute("href", "/people/a2?q=ben");
});

test("filters are chosen, shown as chips and taken away again", async () => {
  const { user, container } = await library("/people?sort=name");
  await user.click(screen.getByRole("button", { name: "Filter" }));
  await user.click(await screen.findByRole("button", { name: "Woman" }));
  await user.click(await screen.findByRole("button", { name: "crew 1" }));
  expect(address()).toBe("/people?sort=name&gender=female&tag=crew");
  const chips = screen.getByRole("list", { name: "Narrowed to" });
  expect(within(chips).getByRole("button", { name: "#crew , take away" })).toBeVisible();
  await user.keyboard("{Escape}");
  await user.click(within(chips).getByRole("button", { name: "Woman , take away" }));
  expect(address()).toBe("/people?sort=name&tag=crew");
  await expectAccessible(container);
  await user.click(within(chips).getByRole("button", { name: "Clear all" }));
  expect(address()).toBe("/people?sort=name");
});

test("the order is part of the address", async () => {
  const { user } = await library();
  await user.click(screen.getByRole("button", { name: "Sort: Newest" }));
  await user.click(await screen.findByRole("menuitemradio", { name: "Most used" }));
  expect(address()).toBe("/people?sort=most-used");
});

test("where nobody matches it says so, and all can be cleared", async () => {
  const { user, container, server } = await library("/people?q=zebra&sort=name", []);
  expect(screen.getByRole("heading", { name: "Nobody matches" })).toBeVisible();
  await expectAccessible(container);
  server.on(`GET ${APP}/avatars`, aPage(ada));
  await user.click(within(screen.getByText("Nobody matches").closest("section") as HTMLElement).getByRole("button"));
  expect(address()).toBe("/people?sort=name");
  expect(await screen.findByRole("link", { name: "Ada" })).toBeVisible();
});

test("people are selected by Ctrl and Shift, with the keyboard, and let go by Escape", async () => {
  const { user, container } = await library();
  await user.keyboard("{Control>}");
  await user.click(card("Ada"));
  await user.keyboard("{/Control}{Shift>}");
  await user.click(card("Cleo"));
  await user.keyboard("{/Shift}");
  expect(selected()).toEqual(["Select Ada", "Select Ben", "Select Cleo"]);
  expect(screen.getByRole("toolbar", { name: "Selected people" })).toHaveTextContent("3 selected");
  await expectAccessible(container);
  await user.keyboard("{Escape}");
  expect(selected()).toEqual([]);
  card("Ben").focus();
  await user.keyboard(" ");
  expect(selected()).toEqual(["Select Ben"]);
  await user.keyboard("{Control>}a{/Control}");
  expect(selected()).toHaveLength(3);
  await user.click(screen.getByRole("button", { name: "Actions for Ben" }));
  expect(await screen.findByRole("menu")).toBeVisible();
  await user.keyboard("{Escape}"); // is meant for the menu
  await waitFor(() => expect(screen.queryByRole("menu")).toBeNull());
  expect(selected()).toHaveLength(3);
  await user.click(card("Ada"));
  expect(selected()).toEqual(["Select Ben", "Select Cleo"]);
});

test("a held finger selects, and then each tap does", async () => {
  const { user } = await library();
  const held = card("Ben").closest("article") as HTMLElement;
  fireEvent.touchStart(held, { touches: [{ clientX: 20, clientY: 30 }] });
  await waitFor(() => expect(selected()).toEqual(["Select Ben"]));
  fireEvent.touchEnd(held);
  await user.click(card("Cleo"));
  expect(selected()).toEqual(["Select Ben", "Select Cleo"]);
  expect(address()).toBe("/people");
});

test("F makes a favourite of the one in focus", async () => {
  const shown = await library();
  shown.server.on(`PUT ${APP}/avatars/a2`, { ...ben, isFavorite: true, version: 2 });
  card("Ben").focus();
  await shown.user.keyboard("f");
  expect(screen.getByRole("button", { name: "Ben is a favourite" })).toHaveAttribute("aria-pressed", "true");
  expect(await asked(shown, `PUT ${APP}/avatars/a2`)).toEqual({ isFavorite: true });
});

test("many are deleted at once, and come back by Undo", async () => {
  const shown = await library();
  const { user, server } = shown;
  server.on(`POST ${APP}/avatars/bulk/delete`, { avatarIds: ["a3", "a2"] });
  server.on(`POST ${APP}/avatars/bulk/restore`, { avatarIds: ["a3", "a2"] });
  await user.click(screen.getByRole("button", { name: "Select Ada" }));
  await user.click(card("Ben"));
  await user.click(tool("Delete"));
  await waitFor(() => expect(names()).toEqual(["Cleo"]));
  expect(await asked(shown, `POST ${APP}/avatars/bulk/delete`)).toEqual({ avatarIds: ["a3", "a2"] });
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await asked(shown, `POST ${APP}/avatars/bulk/restore`)).toEqual({ avatarIds: ["a3", "a2"] });
  await waitFor(() => expect(names()).toEqual(["Ada", "Ben", "Cleo"]));
});

test("many are moved to a project that is picked, and Undo moves each back to where they were", async () => {
  const shown = await library();
  const { user, server } = shown;
  const moved: unknown[] = [];
  server.on(`POST ${APP}/avatars/bulk/move`, async (request) => {
    const body = (await request.json()) as { avatarIds: string[] };
    moved.push(body);
    return Response.json({ avatarIds: body.avatarIds });
  });
  await user.keyboard("{Control>}a{/Control}");
  await user.click(tool("Move to a project"));
  await user.click(await screen.findByRole("button", { name: /^Sailors/ }));
  expect(await screen.findByText("3 people are moved to “Sailors”.")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() => expect(moved).toHaveLength(3));
  expect(moved).toEqual([
    { avatarIds: ["a3", "a2", "a1"], projectId: "p9" },
    { avatarIds: ["a3", "a2"], projectId: "p1" },
    { avatarIds: ["a1"], projectId: "p2" },
  ]);
});

test("tags are added to many, and those that some have can be taken away", async () => {
  const shown = await library();
  const { user, server } = shown;
  server.on(`POST ${APP}/avatars/bulk/tag`, { avatarIds: ["a3", "a2"] });
  await user.click(screen.getByRole("button", { name: "Select Ada" }));
  await user.click(card("Ben"));
  await user.click(tool("Tag"));
  await user.type(await screen.findByRole("combobox", { name: "New tags" }), "harbour,");
  await user.click(screen.getByRole("button", { name: /^crew/ }));
  await expectAccessible(screen.getByRole("dialog"));
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await asked(shown, `POST ${APP}/avatars/bulk/tag`)).toEqual({
    avatarIds: ["a3", "a2"],
    add: ["harbour"],
    remove: ["crew"],
  });
});

test("what the server refuses is told, and its truth is shown again", async () => {
  const { user, server } = await library();
  server.on(`POST ${APP}/avatars/bulk/delete`, () => refusal(503, "unavailable", "The server is being updated"));
  await user.click(screen.getByRole("button", { name: "Select Ada" }));
  await user.click(tool("Delete"));
  expect(await screen.findByText("The server is being updated")).toBeVisible();
  await waitFor(() => expect(names()).toEqual(["Ada", "Ben", "Cleo"]));
});
