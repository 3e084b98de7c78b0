import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { WindowedGrid } from "./WindowedGrid";

const keys = Array.from({ length: 10_000 }, (_, index) => `k${index}`);

function grid(kept?: number) {
  return render(
    <WindowedGrid keys={keys} isComplete onSeen={() => undefined} {...(kept !== undefined && { kept })}>
      {(index) => <p>{`Person ${index}`}</p>}
    </WindowedGrid>,
  );
}

test("of ten thousand only those near the screen exist, and each says which one it is", () => {
  grid();
  const shown = screen.getAllByRole("listitem");
  expect(shown.length).toBeLessThan(30);
  expect(shown[1]).toHaveAttribute("aria-posinset", "2");
  expect(shown[1]).toHaveAttribute("aria-setsize", "10000");
});

test("the one who has the focus stays at their place, however far away", () => {
  grid(9_000);
  expect(screen.getByText("Person 9000").closest("li")).toHaveStyle({ gridRow: "9001" });
});
