import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { applyFrame } from "~/api/live";
import type { Usage, UsageHistory } from "~/api/types";
import { anAvatar } from "~/testing/samples";
import { refusal, serve } from "~/testing/server";
import { expectAccessible, show } from "~/testing/show";
import { DeleteWarning } from "./DeleteWarning";
import { UsedBy } from "./UsedBy";
import { usageEvents } from "./api";

const HISTORY = "GET /api/apps/avatar-creator/avatars/a1/usage-history";
const NOW = new Date().toISOString();

function aUse(id: string, appName: string): Usage {
  const appId = appName.toLowerCase();
  return { id, avatarId: "a1", appId, appName, action: "placed-in", referenceId: "s1", referenceType: "scene", metadata: {}, createdAt: NOW };
}

function history(...items: Usage[]): UsageHistory {
  const names = [...new Set(items.map(({ appName }) => appName))];
  const apps = names.map((appName) => {
    const count = items.filter((use) => use.appName === appName).length;
    return { appId: appName.toLowerCase(), appName, count, lastUsedAt: NOW };
  });
  const byMonth = items.length ? [{ month: NOW.slice(0, 7), count: items.length }] : [];
  return { summary: { total: items.length, apps, byMonth }, items, nextCursor: null };
}

test("which apps used somebody, how often and when, also for those who see no bars", async () => {
  serve({ [HISTORY]: history(aUse("u1", "Poses"), aUse("u2", "Poses"), aUse("u3", "Storyboard")) });
  const { container } = show(<UsedBy avatarId="a1" />);
  const apps = await screen.findByRole("table", { name: "Uses by app" });
  expect(within(apps).getAllByRole("row").map(({ textContent }) => textContent)).toEqual([
    "AppUses",
    "Posesjust now2",
    "Storyboardjust now1",
  ]);
  expect(within(screen.getByRole("table", { name: "Uses by month" })).getAllByRole("row")).toHaveLength(13);
  expect(within(screen.getByRole("list", { name: "Latest uses" })).getAllByRole("listitem")[0]).toHaveTextContent(
    "Poses · placed in · scenejust now",
  );
  expect(screen.getByText("3 uses")).toBeVisible();
  await expectAccessible(container);
});

test("a use that is told while one looks appears by itself", async () => {
  const server = serve({ [HISTORY]: history() });
  const { cache } = show(<UsedBy avatarId="a1" />);
  expect(await screen.findByText(/No app has used this person yet/)).toBeVisible();
  server.on(HISTORY, history(aUse("u1", "Poses")));
  applyFrame(cache, [usageEvents], { id: "1-0", event: "avatar:updated", data: { avatarId: "a1", avatar: anAvatar({ usageCount: 1 }) } });
  expect(await screen.findByText("1 use")).toBeVisible();
});

test("a history that cannot be shown says so and can be asked for again", async () => {
  const server = serve({ [HISTORY]: () => refusal(503, "unavailable", "The database is away") });
  const { user } = show(<UsedBy avatarId="a1" />);
  expect(await screen.findByRole("alert")).toHaveTextContent("The database is away");
  server.on(HISTORY, history(aUse("u1", "Poses")));
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("1 use")).toBeVisible();
});

test("the warning names the apps and does nothing by itself", async () => {
  serve({ [HISTORY]: history(aUse("u1", "Poses"), aUse("u3", "Storyboard")) });
  let isDeleted = false;
  const { user } = show(
    <DeleteWarning avatar={anAvatar({ usageCount: 2 })} onDelete={() => (isDeleted = true)} onClose={() => undefined} />,
  );
  const dialog = await screen.findByRole("dialog", { name: "Delete “Mira”?" });
  expect(await within(dialog).findByText("Poses and Storyboard")).toBeVisible();
  await expectAccessible(dialog);
  expect(isDeleted).toBe(false);
  await user.click(within(dialog).getByRole("button", { name: "Delete" }));
  expect(isDeleted).toBe(true);
});
