import { InfiniteQueryObserver, type QueryClient, QueryObserver } from "@tanstack/react-query";
import { waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { applyFrame } from "~/api/live";
import { allItems } from "~/api/pages";
import { createQueryClient } from "~/api/queryClient";
import type { Avatar } from "~/api/types";
import { aGeneration, anAvatar, aPage, aProject } from "~/testing/samples";
import { json, serve, type Server } from "~/testing/server";
import { AvatarCreator } from ".";
import { avatarList } from "./avatars/api";
import type { AvatarFilter } from "./avatars/filter";
import { openGenerations, projectGenerations } from "./generations/api";
import { projectList } from "./projects/api";

const APP = "/api/apps/avatar-creator";
let cache: QueryClient;
let server: Server;
let stop: (() => void)[];

/** The views that a person has open. */
beforeEach(async () => {
  cache = createQueryClient();
  server = serve({
    [`GET ${APP}/projects`]: aPage(aProject()),
    [`GET ${APP}/projects/p1/avatars`]: aPage(anAvatar({ id: "a1" })),
    [`GET ${APP}/avatars`]: aPage(anAvatar({ id: "a1" })),
    [`GET ${APP}/generations`]: aPage(aGeneration({ id: "g1" })),
  });
  stop = [
    new InfiniteQueryObserver(cache, projectList()).subscribe(() => undefined),
    new InfiniteQueryObserver(cache, avatarList("p1")).subscribe(() => undefined),
    new InfiniteQueryObserver(cache, avatarList(null)).subscribe(() => undefined),
    new InfiniteQueryObserver(cache, avatarList(null, named)).subscribe(() => undefined),
    new QueryObserver(cache, projectGenerations("p1")).subscribe(() => undefined),
    new QueryObserver(cache, openGenerations).subscribe(() => undefined),
  ];
  await waitFor(() => expect(cache.isFetching()).toBe(0));
  server.asked.length = 0;
});

afterEach(() => stop.forEach((one) => one()));

function hear(event: string, data: object): void {
  applyFrame(cache, AvatarCreator.events, { id: "1-0", event, data: { app: "avatar-creator", ...data } });
}

/** What a list of the tests is narrowed to. */
const named = { q: "mir", tag: "bakery", sort: "name" } as const;

function avatarsOf(list: string | null, filter: AvatarFilter = {}): string[] {
  const pages = cache.getQueryData(avatarList(list, filter).queryKey);
  return pages ? allItems(pages).map(({ id }) => id) : [];
}

test("progress is shown without asking the server", () => {
  hear("generation:progress", { generation: aGeneration({ status: "processing", progressPercent: 70, version: 4 }) });
  expect(cache.getQueryData(projectGenerations("p1").queryKey)?.[0]).toMatchObject({ progressPercent: 70 });
  expect(cache.getQueryData(openGenerations.queryKey)?.[0]).toMatchObject({ progressPercent: 70 });
  expect(server.asked).toEqual([]);
});

test("progress that was overtaken by the end is dropped", () => {
  hear("generation:failed", { generation: aGeneration({ status: "failed", version: 5 }) });
  hear("generation:progress", { generation: aGeneration({ status: "processing", version: 4 }) });
  expect(cache.getQueryData(projectGenerations("p1").queryKey)?.[0]).toMatchObject({ status: "failed" });
});

test("a finished generation brings its avatar into every list it belongs to", () => {
  const avatar = anAvatar({ id: "a2", generationId: "g1" });
  hear("generation:completed", { generation: aGeneration({ status: "completed", avatarId: "a2", version: 6 }), avatar });
  expect(avatarsOf("p1")).toEqual(["a2", "a1"]);
  expect(avatarsOf(null)).toEqual(["a2", "a1"]);
  expect(cache.getQueryData(openGenerations.queryKey)).toEqual([]);
});

test("a deleted avatar is gone everywhere, and its project learns its new faces", async () => {
  hear("avatar:deleted", { avatarId: "a1", projectId: "p1", avatar: null });
  expect([avatarsOf("p1"), avatarsOf(null)]).toEqual([[], []]);
  await waitFor(() => expect(server.asked).toEqual([`GET ${APP}/projects`]));
});

test("a narrowed list takes in who matches, at their place, and lets go who matches no more", () => {
  server.on(`GET ${APP}/avatars`, aPage());
  const tell = (changes: Partial<Avatar>): void => {
    const avatar = anAvatar({ tags: ["bakery"], ...changes });
    hear("avatar:updated", { avatarId: avatar.id, projectId: "p1", avatar });
  };
  tell({ id: "a1", name: "Mirko", version: 2 });
  tell({ id: "a5", name: "Mira" });
  tell({ id: "a6", name: "Bo", persona: { name: "Bo" } });
  expect(avatarsOf(null, named)).toEqual(["a5", "a1"]);
  tell({ id: "a1", name: "Mirko", tags: [], version: 3 });
  expect(avatarsOf(null, named)).toEqual(["a5"]);
});

test("somebody who is moved leaves one project for the other", () => {
  hear("avatar:updated", { avatarId: "a1", projectId: "p2", avatar: anAvatar({ projectId: "p2", version: 2 }) });
  expect([avatarsOf("p1"), avatarsOf(null)]).toEqual([[], ["a1"]]);
});

test("an event that comes while a list is being fetched is not lost with the old answer", async () => {
  let letGo: (response: Response) => void = () => undefined;
  server.on(`GET ${APP}/projects/p1/avatars`, () => new Promise<Response>((resolve) => (letGo = resolve)));
  void cache.invalidateQueries({ queryKey: avatarList("p1").queryKey });
  await waitFor(() => expect(server.asked).toHaveLength(1));
  server.on(`GET ${APP}/projects/p1/avatars`, aPage(anAvatar({ id: "a2" }), anAvatar({ id: "a1" })));
  hear("avatar:created", { avatarId: "a2", projectId: "p1", avatar: anAvatar({ id: "a2" }) });
  letGo(json(aPage(anAvatar({ id: "a1" }))));
  await waitFor(() => expect(cache.isFetching()).toBe(0));
  expect(avatarsOf("p1")).toEqual(["a2", "a1"]);
});

test("a snapshot after a long sleep heals every list", async () => {
  server.on(`GET ${APP}/avatars`, aPage());
  server.on(`GET ${APP}/generations`, aPage(aGeneration({ id: "g9", status: "failed" })));
  hear("snapshot", { generations: [] });
  expect(cache.getQueryData(openGenerations.queryKey)).toEqual([]);
  await waitFor(() => expect(cache.isFetching()).toBe(0));
  expect(avatarsOf(null)).toEqual([]);
  expect(cache.getQueryData(projectGenerations("p1").queryKey)?.map(({ id }) => id)).toEqual(["g9"]);
});
