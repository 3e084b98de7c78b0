import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { TrashItem } from "~/api/types";
import { anAvatar, aPage } from "~/testing/samples";
import { refusal, serve } from "~/testing/server";
import { expectAccessible, show } from "~/testing/show";
import TrashView from "./TrashView";

const APP = "/api/apps/avatar-creator";
const DAY_MS = 86_400_000;

function anItem(changes: Partial<TrashItem> = {}): TrashItem {
  return {
    kind: "avatar",
    id: "a1",
    name: "Mira",
    projectId: "p1",
    projectName: "Travellers",
    deletedAt: new Date().toISOString(),
    expiresAt: new Date(Date.now() + 12.5 * DAY_MS).toISOString(),
    thumbnailUrl: "/files/a1_thumb.jpg?s=1",
    thumbhash: null,
    avatarCount: 1,
    ...changes,
  };
}

const project = anItem({ kind: "project", id: "p2", name: "Old crew", avatarCount: 4, thumbnailUrl: null });

async function trash(...items: TrashItem[]) {
  const server = serve({ [`GET ${APP}/trash`]: aPage(...items) });
  const shown = show(<TrashView />);
  await screen.findByRole("heading", { level: 1 });
  return { ...shown, server };
}

test("the trash says what is in it and how long it stays", async () => {
  const { container } = await trash(anItem(), project);
  expect(await screen.findByRole("article", { name: "Mira" })).toHaveTextContent("13 days left · Travellers");
  expect(screen.getByRole("article", { name: "Old crew" })).toHaveTextContent("Project, 4 people");
  await expectAccessible(container);
});

test("an empty trash says what it is for", async () => {
  const { container } = await trash();
  expect(await screen.findByRole("heading", { name: "The trash is empty" })).toBeVisible();
  await expectAccessible(container);
});

test("somebody comes back at once, and a project with its people", async () => {
  const { user, server } = await trash(anItem(), project);
  server.on(`POST ${APP}/avatars/a1/restore`, anAvatar());
  server.on(`POST ${APP}/projects/p2/restore`, {});
  await user.click(await screen.findByRole("button", { name: "Restore Mira" }));
  expect(await screen.findByText("“Mira” is back.")).toBeVisible();
  expect(screen.queryByRole("article", { name: "Mira" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Restore Old crew" }));
  await waitFor(() => expect(server.asked).toContain(`POST ${APP}/projects/p2/restore`));
});

test("nothing is removed for ever before it was confirmed", async () => {
  const { user, server } = await trash(anItem(), project);
  const emptied: unknown[] = [];
  server.on(`POST ${APP}/trash/empty`, async (request) => {
    emptied.push(await request.json());
    server.on(`GET ${APP}/trash`, aPage());
    return Response.json({ deletedAvatars: 1, deletedProjects: 0 });
  });
  await user.click(await screen.findByRole("button", { name: "Empty trash" }));
  const dialog = await screen.findByRole("dialog", { name: "Empty the trash?" });
  await expectAccessible(dialog);
  await user.click(within(dialog).getByRole("button", { name: "Keep" }));
  expect(emptied).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Delete Mira for ever" }));
  await user.click(await screen.findByRole("button", { name: "Delete for ever" }));
  await waitFor(() => expect(emptied).toEqual([{ avatarIds: ["a1"], projectIds: [] }]));
  expect(await screen.findByText("“Mira” is gone for ever.")).toBeVisible();
});

test("a refusal to bring back is told, and everything is as it is on the server", async () => {
  const { user, server } = await trash(anItem());
  server.on(`POST ${APP}/avatars/a1/restore`, () => refusal(404, "project-not-found", "Their project is gone"));
  await user.click(await screen.findByRole("button", { name: "Restore Mira" }));
  expect(await screen.findByText("Their project is gone")).toBeVisible();
  expect(await screen.findByRole("article", { name: "Mira" })).toBeVisible();
});
