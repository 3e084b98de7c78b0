import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Stats } from "~/api/types";
import { anAvatar } from "~/testing/samples";
import { refusal, serve } from "~/testing/server";
import { expectAccessible, show } from "~/testing/show";
import UsageView from "./UsageView";

const STATS = "GET /api/apps/avatar-creator/stats";
const months = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, "0")}`);

function numbers(changes: Partial<Stats> = {}): Stats {
  return {
    totals: { projects: 3, avatars: 1204, generations: 1310, uses: 87, storageBytes: 5_400_000_000 },
    bySource: { uploaded: 12, text_to_image: 1100, from_preset: 80, from_reference: 12 },
    byMonth: months.map((month, index) => ({ month, created: index * 10, used: index })),
    byApp: [{ appId: "poses", appName: "Poses", count: 87, lastUsedAt: "2026-11-02T10:00:00Z" }],
    mostUsed: [anAvatar({ usageCount: 40 })],
    ...changes,
  };
}

test("the library in numbers: totals, months, origins, apps, those used most", async () => {
  serve({ [STATS]: numbers() });
  const { container } = show(<UsageView />);
  expect(await screen.findByText("1,204")).toBeVisible();
  expect(screen.getByText("5.4 GB")).toBeVisible();
  const year = screen.getByRole("table", { name: "People made and uses, month by month" });
  expect(within(year).getByRole("row", { name: "December 2026 110 11" })).toBeInTheDocument();
  expect(within(screen.getByRole("table", { name: "People by origin" })).getByRole("row", { name: /Described.*1,100/ })).toBeVisible();
  expect(within(screen.getByRole("table", { name: "Uses by app" })).getByRole("row", { name: /Poses.*87/ })).toBeVisible();
  expect(screen.getByRole("link", { name: /Mira.*40 uses/ })).toHaveAttribute("href", "/projects/p1/people/a1");
  await expectAccessible(container);
});

test("where no app has used anybody, it says how one can", async () => {
  serve({ [STATS]: numbers({ byApp: [], mostUsed: [] }) });
  show(<UsageView />);
  expect(await screen.findByText(/No app has used anybody yet/)).toBeVisible();
  expect(screen.getByRole("link", { name: "Settings" })).toHaveAttribute("href", "/settings");
});

test("with nobody there yet, the page says what it will show", async () => {
  serve({ [STATS]: numbers({ totals: { projects: 0, avatars: 0, generations: 0, uses: 0, storageBytes: 0 } }) });
  const { container } = show(<UsageView />);
  expect(await screen.findByRole("heading", { name: "Nothing to count yet" })).toBeVisible();
  await expectAccessible(container);
});

test("a problem says what happened and can be tried again", async () => {
  const server = serve({ [STATS]: () => refusal(503, "unavailable", "The database is away") });
  const { user } = show(<UsageView />);
  expect(await screen.findByRole("alert")).toHaveTextContent("The database is away");
  server.on(STATS, numbers());
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("1,204")).toBeVisible();
});
