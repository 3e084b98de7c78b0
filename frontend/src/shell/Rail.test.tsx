import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { serve } from "~/testing/server";
import { expectAccessible, show } from "~/testing/show";
import { Rail } from "./Rail";

const apps = {
  items: [
    { id: "avatar-creator", title: "Avatar Creator", description: "", icon: "user", scopes: [], uiUrl: null },
    { id: "poses", title: "Poses", description: "", icon: "mood-smile", scopes: [], uiUrl: "/apps/poses/ui/index.js" },
  ],
};

test("the rail leads to our places, then to other apps that have a page, then to the rest", async () => {
  serve({ "GET /api/apps": apps });
  const { container } = show(<Rail making={undefined} />, { at: "/people" });
  await screen.findByRole("link", { name: "Poses" });
  const links = within(screen.getByRole("navigation", { name: "Main" })).getAllByRole("link");
  expect(links.slice(1).map(({ textContent }) => textContent)).toEqual([
    ...["Projects", "All people", "Favourites", "Poses"],
    ...["Usage", "Trash", "Settings"],
  ]);
  expect(screen.getByRole("link", { name: "All people" })).toHaveAttribute("aria-current", "page");
  await expectAccessible(container);
});

test("what has no room on a phone is one press away, and says where one is", async () => {
  serve({ "GET /api/apps": apps });
  const { user } = show(<Rail making={undefined} />, { at: "/trash" });
  await user.click(screen.getByRole("button", { name: "More, now Trash" }));
  expect(await screen.findByRole("menuitem", { name: "Poses" })).toHaveAttribute("href", "/apps/poses");
  expect(screen.getByRole("menuitem", { name: "Trash" })).toHaveAttribute("aria-current", "page");
});
