import { expect, test } from "vitest";
import type { AvatarPage } from "~/api/types";
import { anAvatar, aPage } from "~/testing/samples";
import { allItems, type Pages, withItem, withoutItem } from "./pages";

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
