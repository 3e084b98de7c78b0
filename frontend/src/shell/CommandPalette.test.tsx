import { screen, waitFor, within } from "@testing-library/react";
import { useLocation } from "react-router";
import { expect, test } from "vitest";
import { anAvatar, aPage, aProject } from "~/testing/samples";
import { json, serve } from "~/testing/server";
import { expectAccessible, show } from "~/testing/show";
import { PaletteDoor } from "./PaletteDoor";

const APP = "/api/apps/avatar-creator";

function named<T extends { name: string }>(...things: T[]) {
  return (request: Request) => {
    const words = new URL(request.url).searchParams.get("q")?.toLowerCase() ?? "";
    return json(aPage(...things.filter(({ name }) => name.toLowerCase().includes(words))));
  };
}

function Address() {
  return <output data-testid="address">{useLocation().pathname}</output>;
}

function frame() {
  const server = serve({
    "GET /api/apps": { items: [{ id: "poses", title: "Pose Generator", description: "", icon: "mood-smile", scopes: [], uiUrl: "/apps/poses/ui/index.js" }] },
    [`GET ${APP}/avatars`]: named(anAvatar({ id: "a1", name: "Mira" }), anAvatar({ id: "a2", name: "Mirko" })),
    [`GET ${APP}/projects`]: named(aProject({ id: "p1", name: "Travellers" })),
    [`POST ${APP}/projects`]: () => json(aProject({ id: "p9", name: "New project" }), 201),
  });
  const shown = show(
    <>
      <PaletteDoor />
      <Address />
    </>,
    { at: "/projects" },
  );
  return { server, ...shown };
}

const field = (): Promise<HTMLElement> => screen.findByRole("combobox", { name: "Search people, projects and places" });

test("Ctrl K opens it, Escape closes it", async () => {
  const { user } = frame();
  await user.keyboard("{Control>}k{/Control}");
  await waitFor(async () => expect(await field()).toHaveFocus());
  await screen.findByRole("option", { name: "Pose Generator" });
  await screen.findByRole("option", { name: "Mira" });
  await expectAccessible(screen.getByRole("dialog", { name: "Search" }));
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("combobox")).toBeNull());
});

test("somebody's name and Enter lead to them", async () => {
  const { user } = frame();
  await user.click(screen.getByRole("button", { name: "Search or go to…" }));
  await user.type(await field(), "mirk");
  await waitFor(() => expect(within(screen.getByRole("group", { name: "People" })).getAllByRole("option")).toHaveLength(1));
  expect(screen.getByRole("option", { name: "Mirko" })).toHaveAttribute("aria-selected", "true");
  await user.keyboard("{Enter}");
  expect(screen.getByTestId("address")).toHaveTextContent("/people/a2");
  expect(screen.queryByRole("combobox")).toBeNull();
});

test("the arrows go through all groups and around", async () => {
  const { user } = frame();
  await user.click(screen.getByRole("button", { name: "Search or go to…" }));
  await user.type(await field(), "tra");
  await screen.findByRole("option", { name: "Travellers" });
  await waitFor(() => expect(screen.queryByRole("option", { name: "Mira" })).toBeNull());
  await user.keyboard("{ArrowDown}");
  expect(screen.getByRole("option", { name: "Trash" })).toHaveAttribute("aria-selected", "true");
  await user.keyboard("{ArrowDown}{Enter}");
  expect(screen.getByTestId("address")).toHaveTextContent("/projects/p1");
});

test("what can be done is found by its words", async () => {
  const { user, server } = frame();
  await user.click(screen.getByRole("button", { name: "Search or go to…" }));
  await user.type(await field(), "new proj");
  await user.click(await screen.findByRole("option", { name: "New project" }));
  await waitFor(() => expect(screen.getByTestId("address")).toHaveTextContent("/projects/p9"));
  expect(server.asked).toContain(`POST ${APP}/projects`);
});

test("words that lead nowhere say so", async () => {
  const { user } = frame();
  await user.click(screen.getByRole("button", { name: "Search or go to…" }));
  await user.type(await field(), "xyzzy");
  expect(await screen.findByText("Nothing by “xyzzy”.")).toBeVisible();
});
