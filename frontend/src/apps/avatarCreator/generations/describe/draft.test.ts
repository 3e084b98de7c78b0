import { act, renderHook } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import type { GenerateRequest } from "~/api/types";
import { orderOf, previewOf, saysWho, useDraft } from "./draft";

const PLACE = "draft:p1";
const open = (start?: GenerateRequest) => renderHook(() => useDraft("p1", start)).result;

beforeEach(() => localStorage.clear());

test("everything that was entered is there again, in its own project", () => {
  const first = open();
  act(() => {
    first.current.change({ prompt: "a sailor", count: 3, persona: { name: "Ada", age: 52 } });
    first.current.pick("hairColor", "red");
  });
  expect(open().current.draft).toEqual(first.current.draft);
  expect(renderHook(() => useDraft("p2")).result.current.draft.prompt).toBe("");
});

test("an earlier order takes the place of what was kept, with the same face", () => {
  localStorage.setItem(PLACE, '{"prompt": "a sailor"}');
  const { draft } = open({ prompt: "a baker", seed: 42, count: 1, attributes: { glasses: "round" } }).current;
  expect(draft).toMatchObject({ prompt: "a baker", seed: 42, keepsSeed: true, attributes: { glasses: "round" } });
});

test("what another version of the page has kept, or something else, does no harm", () => {
  localStorage.setItem(PLACE, '{"prompt": "a sailor"}');
  expect(open().current.draft).toMatchObject({ prompt: "a sailor", count: 1, attributes: {} });
  localStorage.setItem(PLACE, "{not json");
  expect(open().current.draft.prompt).toBe("");
});

test("where nothing can be kept, one can still write", () => {
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  const draft = open();
  act(() => draft.current.change({ prompt: "a sailor" }));
  expect(draft.current.draft.prompt).toBe("a sailor");
});

test("a pick is taken back by nothing", () => {
  const draft = open();
  act(() => draft.current.pick("glasses", "round"));
  act(() => draft.current.pick("accessories", ["scarf"]));
  act(() => draft.current.pick("glasses", null));
  act(() => draft.current.pick("accessories", []));
  expect(draft.current.draft.attributes).toEqual({});
});

test("starting over keeps who draws and how many, and shows another face", () => {
  const draft = open();
  act(() => draft.current.change({ prompt: "a sailor", provider: "fal", model: "flux", count: 4, keepsSeed: true }));
  const { seed } = draft.current.draft;
  act(() => draft.current.reset());
  expect(draft.current.draft).toMatchObject({ prompt: "", provider: "fal", model: "flux", count: 4, keepsSeed: false });
  expect(draft.current.draft.seed).not.toBe(seed);
});

test("a sentence, a pick or a persona says who it is; blanks say nothing", () => {
  const { draft } = open().current;
  expect(saysWho(draft)).toBe(false);
  expect(saysWho({ ...draft, prompt: "  " })).toBe(false);
  expect(saysWho({ ...draft, persona: { name: "", age: null, personality: [] } })).toBe(false);
  expect(saysWho({ ...draft, prompt: "a sailor" })).toBe(true);
  expect(saysWho({ ...draft, attributes: { glasses: "round" } })).toBe(true);
  expect(saysWho({ ...draft, persona: { age: 0 } })).toBe(true);
});

test("blank fields are not sent", () => {
  const draft = { ...open().current.draft, prompt: "a sailor", name: " ", persona: { name: "  ", background: "" } };
  expect(orderOf(draft)).toMatchObject({ name: null, negativePrompt: null, persona: { name: null, background: null } });
  expect(previewOf(draft)).not.toHaveProperty("count");
});
