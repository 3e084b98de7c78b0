import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { ApiToken } from "~/api/types";
import { json, refusal, serve } from "~/testing/server";
import { expectAccessible, show } from "~/testing/show";
import { TokensSection } from "./TokensSection";

const laptop: ApiToken = {
  id: "t1",
  name: "Laptop",
  scopes: ["avatars:read", "gone:scope"],
  appId: null,
  appName: null,
  expiresAt: null,
  lastUsedAt: null,
  createdAt: "2026-05-04T10:00:00Z",
};
const apps = {
  items: [
    {
      id: "avatar-creator",
      title: "Avatar Creator",
      description: "",
      icon: "user",
      scopes: [
        { id: "avatars:read", title: "See your people" },
        { id: "usage:write", title: "Tell where your people are used" },
      ],
      uiUrl: null,
    },
    { id: "poses", title: "Pose Generator", description: "", icon: "", scopes: [], uiUrl: "/apps/poses/ui/index.js" },
  ],
};

function section(...granted: ApiToken[]) {
  const server = serve({ "GET /api/tokens": { items: granted }, "GET /api/apps": apps });
  return { server, ...show(<TokensSection />) };
}

test("what was granted is told in words, with its last use and its end", async () => {
  const { container } = section(laptop, {
    ...laptop,
    id: "t2",
    name: "Stories",
    appId: "story",
    appName: "Story tool",
    scopes: ["usage:write"],
    lastUsedAt: new Date().toISOString(),
    expiresAt: "2099-01-31T12:00:00Z",
  });
  const [own, app] = await screen.findAllByRole("listitem");
  await waitFor(() => expect(own).toHaveTextContent("LaptopSee your people · gone:scopeNever used · works until you revoke it"));
  expect(app).toHaveTextContent("Stories · for Story toolTell where your people are usedLast used just now · works until Jan 31, 2099");
  await expectAccessible(container);
});

test("a token is made for an app, shown once, and copied", async () => {
  const { user, server } = section();
  server.on("POST /api/tokens", () => json({ ...laptop, name: "Poses", token: "avc_secret" }, 201));
  expect(await screen.findByText(/None yet/)).toBeVisible();
  await user.click(screen.getByRole("button", { name: "New token" }));
  const dialog = await screen.findByRole("dialog", { name: "New token" });
  await expectAccessible(dialog);
  await user.click(within(dialog).getByRole("button", { name: "Make token" }));
  expect(within(dialog).getByText("Give it a name.")).toBeVisible();
  expect(within(dialog).getByText("Choose at least one.")).toBeVisible();

  await user.type(within(dialog).getByLabelText("Name"), "Poses");
  await user.type(within(dialog).getByRole("combobox", { name: "App" }), "pose generator");
  await user.click(within(dialog).getByRole("checkbox", { name: "Tell where your people are used" }));
  await user.click(within(dialog).getByText("30 days"));
  await user.click(within(dialog).getByRole("button", { name: "Make token" }));

  expect(await screen.findByText("avc_secret")).toBeVisible();
  const post = server.requests.find(({ method }) => method === "POST");
  expect(await post?.json()).toEqual({ name: "Poses", appId: "poses", scopes: ["usage:write"], expiresInDays: 30 });
  await user.click(screen.getByRole("button", { name: "Copy" }));
  expect(await navigator.clipboard.readText()).toBe("avc_secret");
  await user.click(screen.getByRole("button", { name: "Done" }));
  await waitFor(() => expect(screen.queryByText("avc_secret")).toBeNull());
});

test("an app that is not installed is named by its words", async () => {
  const { user, server } = section();
  server.on("POST /api/tokens", () => refusal(409, "too-many-tokens", "You have too many tokens", "Revoke one."));
  await user.click(screen.getByRole("button", { name: "New token" }));
  await user.type(await screen.findByLabelText("Name"), "Game");
  await user.type(screen.getByRole("combobox", { name: "App" }), "My Game 2!");
  await user.click(await screen.findByRole("checkbox", { name: "See your people" }));
  await user.click(screen.getByRole("button", { name: "Make token" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("You have too many tokens. Revoke one.");
  expect(await server.requests.find(({ method }) => method === "POST")?.json()).toMatchObject({ appId: "my-game-2", expiresInDays: 365 });
});

test("revoking asks first, and one that is gone already is no trouble", async () => {
  const { user, server } = section(laptop);
  server.on("DELETE /api/tokens/t1", () => refusal(404, "token-not-found", "This token does not exist"));
  await user.click(await screen.findByRole("button", { name: "Revoke Laptop" }));
  const dialog = await screen.findByRole("dialog", { name: "Revoke “Laptop”?" });
  await expectAccessible(dialog);
  expect(server.asked).not.toContain("DELETE /api/tokens/t1");
  server.on("GET /api/tokens", { items: [] });
  await user.click(within(dialog).getByRole("button", { name: "Revoke" }));
  expect(await screen.findByText(/None yet/)).toBeVisible();
  expect(screen.queryByText("This token does not exist")).toBeNull();
});
