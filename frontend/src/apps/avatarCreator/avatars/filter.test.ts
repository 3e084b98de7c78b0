import { expect, test } from "vitest";
import { anAvatar } from "~/testing/samples";
import { comesBefore, filterOf, matches, searchOf, withFilter } from "./filter";

const filterIn = (address: string) => filterOf(new URLSearchParams(address));

test("an address says a filter, and a filter an address", () => {
  const address = "q=red+hair&gender=female&favorite=true&tag=Caf%C3%A9&since=2026-05-01&sort=name";
  expect(searchOf(filterIn(address))).toBe(address);
});

test("what cannot be asked for is not asked for", () => {
  expect(filterIn("gender=robot&sort=shuffled&since=yesterday&q=++&source=uploaded")).toEqual({ source: "uploaded" });
});

test("what else an address says stays when the filter changes", () => {
  const changed = withFilter(new URLSearchParams("create=describe&q=old&tag=bakery"), { q: "new" });
  expect(changed.toString()).toBe("create=describe&q=new");
});

const mira = anAvatar({
  name: "Mira Ólafsdóttir",
  tags: ["harbour"],
  attributes: { gender: "female", ageRange: "mature", style: "formal", accessories: [] },
  isFavorite: true,
  createdAt: "2026-05-04T23:30:00Z",
});

test.each([
  ["q=mir+danc", true], // of the name and of the prompt, by the beginnings of words
  ["q=ira", false],
  ["q=ÓLAFS+warm+harb", true],
  ["gender=female&ageRange=mature&style=formal", true],
  ["gender=male", false],
  ["favorite=true&tag=harbour", true],
  ["tag=harb", false],
  ["provider=illustrated", true],
  ["source=uploaded", false],
  ["since=2026-05-04&until=2026-05-04", true],
  ["until=2026-05-03", false],
])("%s matches: %s", (address, isSo) => {
  expect(matches(mira, filterIn(address))).toBe(isSo);
});

test("each order knows who comes first; of equals the later one, by name the earlier", () => {
  const used = anAvatar({ id: "a2", name: "Zoe", usageCount: 3, lastUsedAt: "2026-05-05T10:00:00Z" });
  const unused = anAvatar({ id: "a1", name: "ada", createdAt: "2026-05-06T10:00:00Z" });
  expect(comesBefore(unused, used, "newest")).toBe(true);
  expect(comesBefore(used, unused, "recently-used")).toBe(true);
  expect(comesBefore(used, unused, "most-used")).toBe(true);
  expect(comesBefore(unused, used, "name")).toBe(true);
  expect(comesBefore(anAvatar({ id: "a2" }), anAvatar({ id: "a1" }))).toBe(true);
});
