import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { expect, test } from "vitest";
import { createQueryClient } from "~/api/queryClient";
import type { Avatar } from "~/api/types";
import { anAvatar } from "~/testing/samples";
import { expectAccessible } from "~/testing/show";
import { AvatarGrid } from "./AvatarGrid";
import type { HeldPlace } from "./places";

const cache = createQueryClient();

function grid(avatars: Avatar[], held: HeldPlace[]) {
  return (
    <MantineProvider env="test">
      <QueryClientProvider client={cache}>
        <MemoryRouter>
          <AvatarGrid avatars={avatars} held={held} linkTo={({ id }) => `/people/${id}`} />
        </MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>
  );
}

const earlier = { id: "g1", since: "2026-05-04T10:00:01Z" };
const later = { id: "g2", since: "2026-05-04T10:00:02Z" };
const names = (): (string | null)[] => screen.getAllByRole("listitem").map(({ textContent }) => textContent);

test("whoever is ready first stays where their place was held", () => {
  const waiting = [
    { ...later, card: "second" },
    { ...earlier, card: "first" },
  ];
  const { rerender } = render(grid([], waiting));
  expect(names()).toEqual(["second", "first"]);
  const place = screen.getAllByRole("listitem")[1];

  const first = anAvatar({ name: "Ada", generationId: "g1", createdAt: "2026-05-04T10:00:09Z", persona: {} });
  rerender(grid([first], [waiting[0] as HeldPlace, { ...earlier, card: null }]));

  expect(names()[0]).toBe("second");
  expect(names()[1]).toMatch(/^Ada/);
  expect(screen.getAllByRole("listitem")[1]).toBe(place);
  expect(place?.querySelector("img")).toHaveAttribute("data-develops");
});

test("people who were there already do not develop again", async () => {
  const { container } = render(grid([anAvatar()], []));
  expect(container.querySelector("img")).not.toHaveAttribute("data-develops");
  expect(screen.getByRole("link", { name: "Mira" })).toHaveAttribute("href", "/people/a1");
  await expectAccessible(container);
});
