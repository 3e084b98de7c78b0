import { screen, waitFor, within } from "@testing-library/react";
import { Route, Routes, useLocation } from "react-router";
import { expect, test } from "vitest";
import { receive } from "~/testing/forms";
import { aPage, aProject } from "~/testing/samples";
import { json, refusal, serve } from "~/testing/server";
import { expectAccessible, show } from "~/testing/show";
import ProjectsListView from "./ProjectsListView";

const PROJECTS = "/api/apps/avatar-creator/projects";

function Address() {
  const { pathname, search } = useLocation();
  return <output>{pathname + search}</output>;
}

function showProjects() {
  return show(
    <Routes>
      <Route path="/projects" element={<ProjectsListView />} />
      <Route path="*" element={<Address />} />
    </Routes>,
    { at: "/projects" },
  );
}

test("while it loads, a skeleton says so", () => {
  serve({ [`GET ${PROJECTS}`]: () => new Promise<Response>(() => undefined) });
  showProjects();
  expect(screen.getByRole("status", { name: "Loading your projects" })).toBeVisible();
});

test("a problem says what happened and can be tried again", async () => {
  const server = serve({ [`GET ${PROJECTS}`]: () => refusal(500, "internal-error", "Something broke", "Nothing was lost.") });
  const { user } = showProjects();
  expect(await screen.findByRole("alert")).toHaveTextContent("Something brokeNothing was lost.");
  server.on(`GET ${PROJECTS}`, aPage(aProject()));
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("link", { name: "Travellers" })).toHaveAttribute("href", "/projects/p1");
});

test("with nothing there yet, one press leads to describing the first person", async () => {
  const server = serve({
    [`GET ${PROJECTS}`]: aPage(),
    [`POST ${PROJECTS}`]: () => json(aProject({ id: "p7" }), 201),
  });
  const { user, container } = showProjects();
  const button = await screen.findByRole("button", { name: "Describe your first person" });
  await expectAccessible(container);
  await user.click(button);
  expect(await screen.findByText("/projects/p7?create=describe")).toBeVisible();
  expect(server.requests.at(-1)?.headers.get("idempotency-key")).toMatch(/^[0-9a-f]{32}$/);
});

test("a deleted project is gone at once and comes back by Undo", async () => {
  const server = serve({
    [`GET ${PROJECTS}`]: aPage(aProject(), aProject({ id: "p2", name: "Readers" })),
    [`DELETE ${PROJECTS}/p1`]: { id: "p1", deletedAvatars: 3, cancelledGenerations: 0 },
    [`POST ${PROJECTS}/p1/restore`]: aProject({ version: 3 }),
  });
  const { user, container } = showProjects();
  await user.click(await screen.findByRole("button", { name: "Actions for Travellers" }));
  await user.click(await screen.findByRole("menuitem", { name: "Delete" }));
  await waitFor(() => expect(screen.queryByText("Travellers")).toBeNull());
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await screen.findByRole("link", { name: "Travellers" })).toBeVisible();
  expect(server.asked.slice(1)).toEqual([`DELETE ${PROJECTS}/p1`, `POST ${PROJECTS}/p1/restore`]);
  await expectAccessible(container);
});

test("a refused deletion puts the project back and says why", async () => {
  serve({
    [`GET ${PROJECTS}`]: aPage(aProject()),
    [`DELETE ${PROJECTS}/p1`]: () => refusal(503, "unavailable", "The database is away"),
  });
  const { user } = showProjects();
  await user.click(await screen.findByRole("button", { name: "Actions for Travellers" }));
  await user.click(await screen.findByRole("menuitem", { name: "Delete" }));
  expect(await screen.findByText("The database is away")).toBeVisible();
  expect(screen.getByRole("link", { name: "Travellers" })).toBeVisible();
});

test("a project is renamed where it stands, under the version that was seen", async () => {
  const server = serve({
    [`GET ${PROJECTS}`]: aPage(aProject({ version: 4 })),
    [`PUT ${PROJECTS}/p1`]: aProject({ name: "Sailors", version: 5 }),
  });
  const { user } = showProjects();
  await user.click(await screen.findByRole("button", { name: "Actions for Travellers" }));
  await user.click(await screen.findByRole("menuitem", { name: "Rename" }));
  const field = await screen.findByRole("textbox", { name: "Project name" });
  await user.clear(field);
  await user.type(field, "Sailors{Enter}");
  expect(await screen.findByRole("link", { name: "Sailors" })).toBeVisible();
  await waitFor(() => expect(server.requests.at(-1)?.headers.get("if-match")).toBe('"4"'));
  expect(within(screen.getByRole("list")).getAllByRole("listitem")).toHaveLength(2);
});

const archive = new File(["zip"], "autumn.zip", { type: "application/zip" });

test("an exported project becomes a project here, and one is led to it", async () => {
  serve({ [`GET ${PROJECTS}`]: aPage() });
  const forms = receive({
    [`${PROJECTS}/import`]: () => json({ project: aProject({ id: "p8", name: "Autumn" }), avatars: 12 }, 201),
  });
  const { user } = showProjects();
  await user.upload(await screen.findByLabelText("Exported project"), archive);
  expect(await screen.findByText("/projects/p8")).toBeVisible();
  expect(await screen.findByText("“Autumn” is here, with 12 people.")).toBeVisible();
  expect(forms.received[0]?.form.get("file")).toMatchObject({ name: "autumn.zip" });
  expect(forms.received[0]?.key).toMatch(/^[0-9a-f]{32}$/);
});

test("a file that is no exported project says why", async () => {
  serve({ [`GET ${PROJECTS}`]: aPage(aProject()) });
  receive({
    [`${PROJECTS}/import`]: () =>
      refusal(422, "import-refused", "This file cannot be imported", "It holds no project. Nothing was changed here."),
  });
  const { user } = showProjects();
  await user.upload(await screen.findByLabelText("Exported project"), archive);
  expect(await screen.findByText("It holds no project. Nothing was changed here.")).toBeVisible();
  expect(screen.getByRole("button", { name: "Import a project" })).toBeEnabled();
});

test("a project is exported only when it is still there", async () => {
  const server = serve({
    [`GET ${PROJECTS}`]: aPage(aProject()),
    [`GET ${PROJECTS}/p1`]: () => refusal(404, "project-not-found", "There is no such project"),
  });
  const { user } = showProjects();
  await user.click(await screen.findByRole("button", { name: "Actions for Travellers" }));
  await user.click(await screen.findByRole("menuitem", { name: "Export" }));
  expect(await screen.findByText("There is no such project")).toBeVisible();
  expect(server.asked.at(-1)).toBe(`GET ${PROJECTS}/p1`);
});
