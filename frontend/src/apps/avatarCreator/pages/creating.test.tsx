import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { Route, Routes, useLocation } from "react-router";
import { expect, test } from "vitest";
import { receive } from "~/testing/forms";
import { anAvatar, aPage, aProject } from "~/testing/samples";
import { json, serve } from "~/testing/server";
import { expectAccessible, show } from "~/testing/show";
import ProjectDetailView from "./ProjectDetailView";
import { WithDialogs } from "./WithDialogs";

const APP = "/api/apps/avatar-creator";
const PROJECT = `${APP}/projects/p1`;
const crop = { left: 0, top: 0, width: 1, height: 1 };
const picture = new File([new Uint8Array(9)], "ada.jpg", { type: "image/jpeg" });
const held = { types: ["Files"], files: [picture] };

function Address() {
  const { search } = useLocation();
  return <output aria-label="Address">{search}</output>;
}

function project({ people = [anAvatar()], at = "/projects/p1?q=sea" } = {}) {
  const server = serve({
    [`GET ${PROJECT}`]: { ...aProject(), avatars: aPage() },
    [`GET ${PROJECT}/avatars`]: aPage(...people),
    [`GET ${APP}/avatars`]: aPage(...people),
    [`GET ${APP}/avatars/a1`]: anAvatar(),
    [`GET ${APP}/generations`]: aPage(),
    [`GET ${APP}/attributes`]: { items: [] },
    [`GET ${APP}/providers`]: { items: [] },
    [`GET ${APP}/presets`]: aPage(),
    [`GET ${APP}/tags`]: { items: [] },
  });
  const forms = receive({
    [`${APP}/pictures/inspect`]: () =>
      json({ widthPx: 900, heightPx: 900, suggestedCrop: crop, faces: null, duplicates: [] }),
  });
  const shown = show(
    <Routes>
      <Route element={<WithDialogs />}>
        <Route
          path="/projects/:projectId"
          element={
            <>
              <ProjectDetailView />
              <Address />
            </>
          }
        />
      </Route>
    </Routes>,
    { at },
  );
  return { ...shown, server, forms };
}

test.each([
  ["From preset", "preset", "Presets"],
  ["From reference", "reference", "From a reference"],
  ["Upload", "upload", "Upload"],
])("%s opens by keyboard, is part of the address beside the filters, and gives the focus back", async (title, way, dialog) => {
  const { user } = project();
  const others = await screen.findByRole("button", { name: "Choose how" });
  others.focus();
  await user.keyboard("{Enter}");
  const item = await screen.findByRole("menuitem", { name: new RegExp(`^${title}`) });
  while (document.activeElement !== item) await user.keyboard("{ArrowDown}");
  await user.keyboard("{Enter}");
  const opened = await screen.findByRole("dialog", { name: dialog });
  expect(screen.getByLabelText("Address")).toHaveTextContent(`?q=sea&create=${way}`);
  await user.click(within(opened).getByRole("button", { name: "Close" }));
  await waitFor(() => expect(screen.getByRole("button", { name: "Create" })).toHaveFocus());
  expect(screen.getByLabelText("Address")).toHaveTextContent(/^\?q=sea$/);
});

test("where nobody is yet all ways are offered", async () => {
  const { user, container } = project({ people: [], at: "/projects/p1" });
  await screen.findByRole("heading", { name: "Nobody here yet" });
  expect(screen.getAllByRole("group", { name: "Create" })).toHaveLength(2);
  await expectAccessible(container);
  await user.click(screen.getAllByRole("button", { name: "Choose how" }).at(-1) as HTMLElement);
  expect(await screen.findAllByRole("menuitem")).toHaveLength(4);
});

test("pictures that are let go over the page wait in the upload", async () => {
  project();
  await screen.findByRole("button", { name: "Create" });
  fireEvent.dragEnter(window, { dataTransfer: held });
  expect(await screen.findByText("Let go to add these pictures")).toBeInTheDocument();
  fireEvent.drop(window, { dataTransfer: held });
  expect(await screen.findByRole("button", { name: "Ada, ready" })).toBeVisible();
  expect(screen.getByRole("dialog", { name: "Upload" })).toBeVisible();
});

test("a picture that is pasted where a reference is asked for is not uploaded", async () => {
  const { forms } = project({ at: "/projects/p1?create=reference" });
  await screen.findByRole("dialog", { name: "From a reference" });
  fireEvent.paste(window, { clipboardData: held });
  expect(screen.queryByRole("dialog", { name: "Upload" })).toBeNull();
  expect(forms.received.filter(({ path }) => path.endsWith("/inspect"))).toEqual([]);
});

test("somebody is saved as a preset over whatever one looks at", async () => {
  project({ at: "/projects/p1?save-preset=a1" });
  expect(await screen.findByRole("dialog", { name: "Save as preset" })).toBeVisible();
});
