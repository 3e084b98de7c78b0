import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { json } from "~/testing/server";
import { expectAccessible } from "~/testing/show";
import { APP, gallery, ORDER, ownOne } from "./scene";

const faces = (): (string | null)[] =>
  within(screen.getByRole("region", { name: "All presets" }))
    .queryAllByRole("listitem")
    .map((item) => item.querySelector("button")?.firstChild?.nextSibling?.textContent ?? null);
const face = (name: string): HTMLElement => screen.getByRole("button", { name: new RegExp(`^${name}`) });

test("they are found by kind, by a word and among one's own", async () => {
  const { user, asked } = gallery();
  await waitFor(() => expect(faces()).toEqual(["Mara Okafor", "Putu", "Finn"]));
  await expectAccessible(screen.getByRole("dialog"));
  await user.click(screen.getByRole("tab", { name: "Traditional" }));
  await waitFor(() => expect(faces()).toEqual(["Putu"]));
  await user.click(screen.getByRole("tab", { name: "All" }));
  await user.type(screen.getByRole("searchbox", { name: "Search presets" }), "mara");
  await waitFor(() => expect(faces()).toEqual(["Mara Okafor"]));
  await user.clear(screen.getByRole("searchbox"));
  await user.click(screen.getByRole("tab", { name: "Yours" }));
  await waitFor(() => expect(faces()).toEqual(["Finn"]));
  expect(new URL(asked(`GET ${APP}/presets`).at(-1)?.url ?? "").searchParams.get("own")).toBe("true");
});

test("when nobody is like that it says what to do", async () => {
  const { user } = gallery();
  await user.type(await screen.findByRole("searchbox"), "zzz");
  expect(await screen.findByRole("heading", { name: "Nobody like that is ready" })).toBeVisible();
});

test("one who is chosen is made as they are, and only what was changed is said", async () => {
  const { user, asked, onClose } = gallery();
  await screen.findByRole("button", { name: /^Putu/ });
  await user.click(face("Putu"));
  const detail = await screen.findByRole("region", { name: "Putu" });
  expect(detail).toHaveTextContent("Argues for a living.");
  await user.type(within(detail).getByLabelText("Name"), "Ayu");
  await user.click(within(detail).getByRole("button", { name: /^Looks/ }));
  await user.click(await within(detail).findByRole("tab", { name: "Hair" }));
  await user.click(await within(detail).findByRole("radio", { name: "Red" }));
  await user.click(within(detail).getByRole("tab", { name: "Person" }));
  const gender = within(detail).getByRole("group", { name: /^Gender/ });
  await user.click(within(gender).getByRole("radio", { name: "Any" }));
  await expectAccessible(screen.getByRole("dialog"));
  await user.click(within(detail).getByRole("button", { name: /^Make/ }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  const order = (await asked(ORDER)[0]?.json()) as object;
  expect(order).toMatchObject({
    presetId: "s2",
    customName: "Ayu",
    persona: { name: "Ayu" },
    attributes: { gender: null, hairColor: "red" },
    count: 1,
    seed: 77,
  });
  expect(order).not.toHaveProperty("persona.background");
});

test("their story can be told otherwise", async () => {
  const { user, asked } = gallery();
  await user.click(await screen.findByRole("button", { name: /^Mara/ }));
  const detail = await screen.findByRole("region", { name: "Mara Okafor" });
  await user.click(within(detail).getByRole("button", { name: /^Persona/ }));
  await user.clear(within(detail).getByLabelText("Story"));
  await user.click(within(detail).getByRole("button", { name: /^Make/ }));
  await waitFor(() => expect(asked(ORDER)).toHaveLength(1));
  const order = (await asked(ORDER)[0]?.json()) as object;
  expect(order).toMatchObject({ persona: { background: null } });
  expect(order).not.toHaveProperty("attributes");
});

test("one's own can be renamed and, after a second thought, deleted", async () => {
  const { user, server, asked } = gallery();
  server.on(`PUT ${APP}/presets/s3`, { ...ownOne, name: "Old Finn" });
  server.on(`DELETE ${APP}/presets/s3`, () => new Response(null, { status: 204 }));
  await screen.findByRole("button", { name: /^Finn/ });
  expect(screen.queryByRole("button", { name: "Actions for Mara Okafor" })).toBeNull();
  await user.click(face("Finn"));
  await user.click(await screen.findByRole("button", { name: "Actions for Finn" }));
  await user.click(await screen.findByRole("menuitem", { name: "Edit" }));
  const edit = within(await screen.findByRole("dialog", { name: "Edit preset" }));
  const name = edit.getByRole("textbox", { name: "Name" });
  await user.clear(name);
  await user.type(name, "Old Finn");
  await user.click(edit.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(asked(`PUT ${APP}/presets/s3`)).toHaveLength(1));
  expect(await asked(`PUT ${APP}/presets/s3`)[0]?.json()).toMatchObject({ name: "Old Finn", isPublic: false });

  await waitFor(() => expect(screen.queryByRole("dialog", { name: "Edit preset" })).toBeNull());
  await user.click(await screen.findByRole("button", { name: "Actions for Finn" }));
  await user.click(await screen.findByRole("menuitem", { name: "Delete" }));
  expect(asked(`DELETE ${APP}/presets/s3`)).toHaveLength(0);
  await user.click(screen.getByRole("menuitem", { name: "Yes, delete it" }));
  await waitFor(() => expect(asked(`DELETE ${APP}/presets/s3`)).toHaveLength(1));
});

test("a refused order is told beside the button and nothing closes", async () => {
  const { user, server, onClose } = gallery();
  server.on(ORDER, () =>
    json({ type: "/problems/preset-not-found", slug: "preset-not-found", title: "This preset is gone", status: 404, detail: "Choose another." }, 404),
  );
  await user.click(await screen.findByRole("button", { name: /^Mara/ }));
  await user.click(screen.getByRole("button", { name: /^Make/ }));
  expect(await screen.findByRole("alert")).toHaveTextContent("This preset is gone. Choose another.");
  expect(onClose).not.toHaveBeenCalled();
});
