import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { Generation } from "~/api/types";
import { aGeneration } from "~/testing/samples";
import { expectAccessible, show } from "~/testing/show";
import { ActiveGenerations } from "./ActiveGenerations";

function panel(...generations: Generation[]) {
  const actions = { cancel: vi.fn(), retry: vi.fn() };
  return { actions, ...show(<ActiveGenerations generations={generations} actions={actions} />) };
}

const refused = {
  slug: "provider-refused",
  title: "The provider refused this description",
  detail: "Describe the person differently.",
};

test("it says how far each is, when it is done and when it tries again", async () => {
  const { container } = panel(
    aGeneration({ id: "g4", name: "Four", attempt: 2, nextAttemptAt: new Date(Date.now() + 9_500).toISOString() }),
    aGeneration({ id: "g3", name: "Three", queuePosition: 1, etaSeconds: 130 }),
    aGeneration({ id: "g2", name: "Two", queuePosition: 3, etaSeconds: 21 }),
    aGeneration({ id: "g1", name: "One", status: "processing", progressPercent: 40, etaSeconds: 4 }),
  );
  expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
    "OneDrawing · a few seconds",
    "Two3rd in line · about 20 s",
    "ThreeNext in line · about 2 min",
    "FourTrying again in 10 s · attempt 2 of 3",
  ]);
  expect(screen.getByRole("progressbar", { name: "Progress of One" })).toHaveAttribute("aria-valuenow", "40");
  await expectAccessible(container);
});

test("what runs can be cancelled", async () => {
  const { user, actions } = panel(aGeneration());
  await user.click(screen.getByRole("button", { name: "Cancel Mira" }));
  expect(actions.cancel).toHaveBeenCalledWith("g1");
});

test("what failed says why, and can be tried again or dismissed for good", async () => {
  const failed = aGeneration({ status: "failed", problem: refused });
  const { user, actions, unmount } = panel(failed);
  expect(screen.getByText(/Describe the person differently/)).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(actions.retry).toHaveBeenCalledWith("g1");
  await user.click(screen.getByRole("button", { name: "Dismiss Mira" }));
  expect(screen.queryByText("Mira")).toBeNull();
  unmount();
  panel(failed);
  expect(screen.queryByText("Mira")).toBeNull();
});

test("a failure that was tried again is told by its successor", () => {
  panel(aGeneration({ id: "g2", retryOf: "g1" }), aGeneration({ id: "g1", status: "failed", problem: refused }));
  expect(screen.getAllByRole("listitem")).toHaveLength(1);
});

test("with nothing to tell there is no panel", () => {
  panel(aGeneration({ status: "completed" }), aGeneration({ id: "g2", status: "cancelled" }));
  expect(screen.queryByRole("region")).toBeNull();
});
