import { expect, test } from "vitest";
import type { Avatar, AvatarPage } from "~/api/types";
import { anAvatar, aPage } from "~/testing/samples";
import { allItems, type Pages, type Rule, settled, withItem, withoutItem } from "./pages";

const loaded: Pages<AvatarPage> = {
  pageParams: [undefined, "next"],
  pages: [aPage(anAvatar({ id: "a3", version: 2 }), anAvatar({ id: "a2" })), aPage(anAvatar({ id: "a1" }))],
};
const ids = (pages: Pages<AvatarPage>): string[] => allItems(pages).map(({ id }) => id);

test("what is new comes first, once", () => {
  expect(ids(withItem(loaded, anAvatar({ id: "a4" })))).toEqual(["a4", "a3", "a2", "a1"]);
});

test("what is known is changed where it is, on whatever page", () => {
  const changed = withItem(loaded, anAvatar({ id: "a1", name: "Renamed", version: 2 }));
  expect(allItems(changed).map(({ name }) => name)).toEqual(["Mira", "Mira", "Renamed"]);
});

test("an event that was overtaken changes nothing", () => {
  const changed = withItem(loaded, anAvatar({ id: "a3", name: "Old", version: 1 }));
  expect(allItems(changed)[0]).toMatchObject({ name: "Mira", version: 2 });
});

test("what is deleted is gone from its page", () => {
  expect(ids(withoutItem(loaded, "a2"))).toEqual(["a3", "a1"]);
});

const byName: Rule<Avatar> = {
  belongs: ({ isFavorite }) => isFavorite,
  comesBefore: (one, other) => one.name < other.name,
};
const favourite = (id: string, name: string): Avatar => anAvatar({ id, name, isFavorite: true });
const sorted: Pages<AvatarPage> = {
  pageParams: [undefined, "next"],
  pages: [aPage(favourite("a1", "Ada"), favourite("a3", "Cleo")), aPage(favourite("a4", "Dora"))],
};

test("what belongs to an ordered list is put at its place, on whatever page", () => {
  expect(ids(settled(sorted, [favourite("a2", "Ben"), favourite("a5", "Eve")], byName))).toEqual(["a1", "a2", "a3", "a4", "a5"]);
});

test("what is renamed moves to its new place, and what belongs no more leaves", () => {
  const changed = settled(sorted, [favourite("a1", "Zoe"), anAvatar({ id: "a4", isFavorite: false })], byName);
  expect(ids(changed)).toEqual(["a3", "a1"]);
});

test("what comes after the pages there are is left to the next one", () => {
  const unfinished = { ...sorted, pages: sorted.pages.map((page) => ({ ...page, nextCursor: "more" })) };
  expect(ids(settled(unfinished, [favourite("a9", "Zoe")], byName))).toEqual(["a1", "a3", "a4"]);
});
