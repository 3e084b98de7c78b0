import { fireEvent, screen } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { anAvatar } from "~/testing/samples";
import { show } from "~/testing/show";
import { AvatarStage } from "./AvatarStage";

function stage() {
  const turn = { previous: vi.fn(), next: vi.fn() };
  return { turn, ...show(<AvatarStage avatar={anAvatar()} onPrevious={turn.previous} onNext={turn.next} />) };
}

const picture = (): HTMLElement => screen.getByRole("button", { name: /Look closer|Whole picture/ });
const lens = (): CSSStyleDeclaration => (picture().firstElementChild as HTMLElement).style;
const finger = (clientX: number, clientY = 100) => ({ clientX, clientY });

beforeEach(() => {
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockReturnValue(new DOMRect(0, 0, 200, 200));
});

test("a click goes closer to where it points, another shows the whole picture", async () => {
  const { user } = stage();
  await user.pointer([{ target: picture(), coords: { clientX: 50, clientY: 150 } }, "[MouseLeft]"]);
  expect(picture()).toHaveAttribute("aria-pressed", "true");
  expect(lens()).toMatchObject({ scale: "2.2", transformOrigin: "25% 75%" });
  await user.click(picture());
  expect(picture()).toHaveAttribute("aria-pressed", "false");
});

test("by keyboard it goes closer to the face, and in steps", async () => {
  const { user } = stage();
  picture().focus();
  await user.keyboard("{Enter}");
  expect(lens()).toMatchObject({ scale: "2.2", transformOrigin: "50% 40%" });
  await user.keyboard("0");
  expect(lens().scale).toBe("1");
  await user.keyboard("=");
  expect(lens().scale).toBe("1.5");
  await user.keyboard("-");
  expect(lens().scale).toBe("1");
});

test("two fingers pull it larger and one drags it, without going on to the next", () => {
  const { turn } = stage();
  fireEvent.touchStart(picture(), { touches: [finger(90), finger(110)] });
  fireEvent.touchMove(picture(), { touches: [finger(80), finger(120)] });
  fireEvent.touchEnd(picture(), { touches: [], changedTouches: [finger(120)] });
  expect(lens()).toMatchObject({ scale: "2", transformOrigin: "50% 50%" });

  fireEvent.touchStart(picture(), { touches: [finger(150)] });
  fireEvent.touchMove(picture(), { touches: [finger(90)] });
  fireEvent.touchEnd(picture(), { touches: [], changedTouches: [finger(90)] });
  expect(lens()).toMatchObject({ scale: "2", transformOrigin: "80% 50%" });
  expect(turn.next).not.toHaveBeenCalled();
});

test("a swipe over the whole picture turns to a neighbour", () => {
  const { turn } = stage();
  fireEvent.touchStart(picture(), { touches: [finger(150)] });
  fireEvent.touchEnd(picture(), { touches: [], changedTouches: [finger(60)] });
  expect(turn.next).toHaveBeenCalledOnce();
  fireEvent.touchStart(picture(), { touches: [finger(60)] });
  fireEvent.touchEnd(picture(), { touches: [], changedTouches: [finger(150)] });
  expect(turn.previous).toHaveBeenCalledOnce();
});

test("a pinch on a trackpad goes closer and keeps the page as it is", () => {
  stage();
  const isPageFree = fireEvent.wheel(picture(), { ctrlKey: true, deltaY: -50, clientX: 100, clientY: 100 });
  expect(isPageFree).toBe(false);
  expect(Number(lens().scale)).toBeCloseTo(1.65, 2);
});
