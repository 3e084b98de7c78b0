import { screen, waitFor } from "@testing-library/react";
import { Route, Routes } from "react-router";
import { afterEach, expect, test, vi } from "vitest";
import { anAvatar, aPage } from "~/testing/samples";
import { serve } from "~/testing/server";
import { expectAccessible, show } from "~/testing/show";
import AppPage from "./AppPage";
import { tellApps } from "./appEvents";

/** A module as another app would bring it, at an address of its own. */
function written(source: string): string {
  return `data:text/javascript,${encodeURIComponent(source)}`;
}

const poses = written(`
  export function mount(element, host) {
    element.innerHTML = "<h1>Poses</h1><button>Choose</button><p id=said></p>";
    const say = (text) => { element.querySelector("#said").textContent = text; };
    element.querySelector("button").onclick = async () => say((await host.pickAvatar())?.name ?? "nobody");
    host.events((name, data) => say(name + " " + data.id));
    globalThis.posesHost = host;
    return () => { globalThis.posesLeft = true; };
  }
`);

function open(uiUrl: string | null) {
  serve({
    "GET /api/apps": { items: [{ id: "poses", title: "Poses", description: "", icon: "mood-smile", scopes: [], uiUrl }] },
    "GET /api/apps/avatar-creator/avatars": aPage(anAvatar()),
    "GET /api/apps/poses/sheets": { items: [] },
  });
  return show(
    <Routes>
      <Route path="/apps/:appId" element={<AppPage />} />
      <Route path="/projects" element={<p>All projects</p>} />
    </Routes>,
    { at: "/apps/poses" },
  );
}

interface Globals {
  posesHost?: { fetch: (path: string) => Promise<Response>; navigate: (path: string) => void; theme: string; language: string };
  posesLeft?: boolean;
}
const globals = globalThis as Globals;

afterEach(() => {
  delete globals.posesHost;
  delete globals.posesLeft;
});

test("another app's page is mounted with what it needs, and told what happens", async () => {
  const { container } = open(poses);
  expect(await screen.findByRole("heading", { name: "Poses" })).toBeVisible();
  tellApps({ id: "1-0", event: "sheet:ready", data: { id: "s1" } });
  expect(await screen.findByText("sheet:ready s1")).toBeVisible();
  expect(globals.posesHost).toMatchObject({ theme: "light", language: "en" });
  expect((await globals.posesHost?.fetch("/api/apps/poses/sheets"))?.status).toBe(200);
  expect(() => globals.posesHost?.fetch("https://elsewhere.example/")).toThrow("is not this server");
  await expectAccessible(container);
});

test("it borrows the picker: a chosen person, or nobody", async () => {
  const { user } = open(poses);
  const choose = await screen.findByRole("button", { name: "Choose" });
  await user.click(choose);
  await user.click(await screen.findByRole("button", { name: /^Mira/ }));
  expect(await screen.findByText("Mira")).toBeVisible();
  await user.click(choose);
  await screen.findByRole("dialog", { name: "Choose a person" });
  await user.keyboard("{Escape}");
  expect(await screen.findByText("nobody")).toBeVisible();
});

test("leaving takes it down, and it hears no more", async () => {
  open(poses);
  await screen.findByRole("heading", { name: "Poses" });
  globals.posesHost?.navigate("/projects");
  expect(await screen.findByText("All projects")).toBeVisible();
  expect(globals.posesLeft).toBe(true);
  expect(() => tellApps({ id: "2-0", event: "sheet:ready", data: { id: "s2" } })).not.toThrow();
});

test("a page that does not load says so, breaks nothing, and can be tried again", async () => {
  const reported = vi.fn();
  vi.stubGlobal("reportError", reported);
  const { user, container } = open(written("export const nothing = 1;"));
  expect(await screen.findByRole("alert")).toHaveTextContent("Poses could not be opened");
  expect(reported).toHaveBeenCalledOnce();
  await expectAccessible(container);
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(reported).toHaveBeenCalledTimes(2));
});

test("an app that is not there, or has no page, is an address that leads nowhere", async () => {
  open(null);
  expect(await screen.findByText("There is nothing at this address")).toBeVisible();
});
