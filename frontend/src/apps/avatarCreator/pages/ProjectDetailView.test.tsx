import { screen, waitFor } from "@testing-library/react";
import { Route, Routes } from "react-router";
import { expect, test } from "vitest";
import { applyFrame } from "~/api/live";
import { aGeneration, anAvatar, aPage, aProject } from "~/testing/samples";
import { refusal, serve } from "~/testing/server";
import { expectAccessible, show } from "~/testing/show";
import { AvatarCreator } from "..";
import ProjectDetailView from "./ProjectDetailView";

const APP = "/api/apps/avatar-creator";
const PROJECT = `${APP}/projects/p1`;
const preview = { prompt: "", negativePrompt: null, understood: {}, ignored: [], cost: 0, portrait: "<svg/>" };

function serveProject() {
  return serve({
    [`GET ${PROJECT}`]: { ...aProject({ version: 4 }), avatars: aPage() },
    [`GET ${PROJECT}/avatars`]: aPage(anAvatar()),
    [`GET ${APP}/generations`]: aPage(aGeneration({ name: "Bo", queuePosition: 1 })),
    [`GET ${APP}/attributes`]: { items: [] },
    [`GET ${APP}/providers`]: { items: [] },
    [`POST ${APP}/prompts/preview`]: preview,
  });
}

function showProject(at = "/projects/p1") {
  return show(
    <Routes>
      <Route path="/projects/:projectId" element={<ProjectDetailView />} />
    </Routes>,
    { at },
  );
}

test("those who are being made hold their place among those who are there", async () => {
  serveProject();
  const { container, cache } = showProject();
  const card = await screen.findByRole("article", { name: "Bo, being made" });
  expect(card).toHaveTextContent("Next in line · about 20 s");
  expect(screen.getByRole("region", { name: "Active generations" })).toBeVisible();
  await expectAccessible(container);

  const generation = aGeneration({ name: "Bo", status: "completed", avatarId: "a2", version: 3 });
  const avatar = anAvatar({ id: "a2", name: "Bo", generationId: "g1" });
  applyFrame(cache, AvatarCreator.events, { id: "1-0", event: "generation:completed", data: { generation, avatar } });
  expect(await screen.findByRole("link", { name: "Bo" })).toHaveAttribute("href", "/projects/p1/people/a2");
  expect(screen.queryByRole("region", { name: "Active generations" })).toBeNull();
});

test("an edit that crossed another's shows theirs, and one's own can still be kept", async () => {
  const server = serveProject();
  server.on(`PUT ${PROJECT}`, (request) => {
    server.on(`GET ${PROJECT}`, { ...aProject({ name: "Pilots", version: 5 }), avatars: aPage() });
    server.on(`PUT ${PROJECT}`, aProject({ name: "Sailors", version: 6 }));
    expect(request.headers.get("if-match")).toBe('"4"');
    return refusal(412, "edit-conflict", "Somebody else changed this", "Look at it again.");
  });
  const { user } = showProject();
  const name = await screen.findByRole("textbox", { name: "Project name" });
  await user.clear(name);
  await user.type(name, "Sailors{Enter}");
  expect(await screen.findByText("“Pilots” was changed in another tab")).toBeVisible();
  await waitFor(() => expect(screen.getByRole("textbox", { name: "Project name" })).toHaveValue("Pilots"));
  await user.click(screen.getByRole("button", { name: "Keep mine" }));
  await waitFor(() => expect(screen.getByRole("textbox", { name: "Project name" })).toHaveValue("Sailors"));
  const puts = server.requests.filter(({ method }) => method === "PUT");
  expect(puts.map(({ headers }) => headers.get("if-match"))).toEqual(['"4"', '"5"']);
});

test("the describe sheet is part of the address and gives the focus back", async () => {
  serveProject();
  const { user } = showProject("/projects/p1?create=describe");
  await user.click(await screen.findByRole("button", { name: "Close" }));
  await waitFor(() => expect(screen.getByRole("button", { name: "Create" })).toHaveFocus());
});

test("a project that is not there says so and leads back", async () => {
  serve({ [`GET ${PROJECT}`]: () => refusal(404, "project-not-found", "There is no such project") });
  showProject();
  expect(await screen.findByRole("alert")).toHaveTextContent("There is no such project");
  expect(screen.getByRole("link", { name: "All projects" })).toHaveAttribute("href", "/projects");
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
});
