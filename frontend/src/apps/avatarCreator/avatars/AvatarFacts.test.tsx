import { act, screen, waitFor, within } from "@testing-library/react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import type { Avatar, AvatarUpdate } from "~/api/types";
import { anAvatar } from "~/testing/samples";
import { json, refusal, serve } from "~/testing/server";
import { expectAccessible, show } from "~/testing/show";
import { AvatarFacts } from "./AvatarFacts";
import { avatarById, putAvatar } from "./api";
import { edited } from "./edits";

const MIRA = "/api/apps/avatar-creator/avatars/a1";

/** A server that keeps one person and refuses what was seen too long ago, as ours does. */
function keeper() {
  let person = anAvatar({ version: 4 });
  const server = serve({
    [`GET ${MIRA}`]: () => json(person),
    [`GET ${MIRA}/family`]: { items: [] },
    "GET /api/apps/avatar-creator/tags": { items: [{ tag: "sailor", count: 3 }] },
    "GET /api/apps/avatar-creator/attributes": {
      items: [
        { id: "hairColor", open: true, values: ["Red", "Black"].map((en) => ({ id: en.toLowerCase(), labels: { en }, providers: [] })) },
        { id: "gender", open: false, values: [{ id: "female", labels: { en: "Woman" }, providers: [] }, { id: "male", labels: { en: "Man" }, providers: [] }] },
      ],
    },
    [`PUT ${MIRA}`]: async (request) => {
      if (request.headers.get("if-match") !== `"${person.version}"`) {
        return refusal(412, "edit-conflict", "Somebody else changed this");
      }
      meanwhile((await request.json()) as AvatarUpdate);
      return json(person);
    },
  });
  const meanwhile = (update: AvatarUpdate): void => {
    person = { ...edited(person, update), version: person.version + 1 };
  };
  return { server, meanwhile, now: () => person };
}

function Mira() {
  const { data } = useQuery(avatarById(useQueryClient(), "a1"));
  return data ? <AvatarFacts avatar={data} linkTo={({ id }) => `/people/${id}`} tools={null} usedBy={null} /> : null;
}

async function facts() {
  const kept = keeper();
  const shown = show(<Mira />);
  await screen.findByLabelText("Name");
  return { ...kept, ...shown, saves: () => kept.server.requests.filter(({ method }) => method === "PUT") };
}

async function write(user: Awaited<ReturnType<typeof facts>>["user"], label: string, text: string): Promise<void> {
  const field = screen.getByLabelText(label);
  await user.clear(field);
  await user.type(field, `${text}{Enter}`);
}

test("what is typed stands at once, is said to be saved, and is taken back by Undo", async () => {
  const { user, now, container } = await facts();
  await write(user, "Name", "Mira Lund");
  expect(screen.getByLabelText("Name")).toHaveValue("Mira Lund");
  expect(await screen.findByText("Saved")).toBeVisible();
  expect(now().name).toBe("Mira Lund");
  await expectAccessible(container);
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() => expect(now().name).toBe("Mira"));
  expect(screen.getByLabelText("Name")).toHaveValue("Mira");
});

test("edits that follow each other quickly are saved one after the other, each under the version the last made", async () => {
  const { user, now, saves } = await facts();
  await write(user, "Called", "Mirabel");
  await write(user, "Age", "53");
  await user.click(screen.getByRole("button", { name: "Favourite" }));
  expect(screen.getByRole("button", { name: "Favourite" })).toHaveAttribute("aria-pressed", "true");
  await waitFor(() => expect(saves().map(({ headers }) => headers.get("if-match"))).toEqual(['"4"', '"5"', '"6"']));
  await screen.findByText("Saved");
  expect(now()).toMatchObject({ persona: { name: "Mirabel", age: 53 }, isFavorite: true } satisfies Partial<Avatar>);
});

test("an edit that crossed another of something else goes through, and both stand", async () => {
  const { user, now, meanwhile } = await facts();
  meanwhile({ persona: { background: "Sails." } });
  await write(user, "Age", "53");
  await screen.findByText("Saved");
  expect(now().persona).toMatchObject({ age: 53, background: "Sails." });
});

test("where the same thing was changed elsewhere, both are shown and one chooses", async () => {
  const { user, now, meanwhile } = await facts();
  meanwhile({ persona: { age: 60 } });
  await write(user, "Age", "53");
  const asked = await screen.findByRole("alert");
  expect(within(asked).getByText("Age, yours").nextElementSibling).toHaveTextContent("53");
  expect(within(asked).getByText("Age, theirs").nextElementSibling).toHaveTextContent("60");
  await expectAccessible(asked);
  await user.click(within(asked).getByRole("button", { name: "Take theirs" }));
  expect(screen.getByLabelText("Age")).toHaveValue("60");

  meanwhile({ persona: { age: 61 } });
  await write(user, "Age", "54");
  await user.click(await screen.findByRole("button", { name: "Keep mine" }));
  await screen.findByText("Saved");
  expect(now().persona.age).toBe(54);
});

test("what arrives while one writes is not written over unasked", async () => {
  const { user, cache, now, meanwhile } = await facts();
  const age = screen.getByLabelText("Age");
  await user.clear(age);
  await user.type(age, "53");
  meanwhile({ persona: { age: 60 } });
  act(() => putAvatar(cache, now()));
  await user.keyboard("{Enter}");
  await user.click(await screen.findByRole("button", { name: "Take theirs" }));
  expect(screen.getByLabelText("Age")).toHaveValue("60");
});

test("what could not be saved stays where it was typed and can be tried again", async () => {
  const { user, server, now } = await facts();
  server.on(`PUT ${MIRA}`, () => refusal(503, "unavailable", "The server is being updated", "Try again in a moment."));
  await write(user, "Story", "Sails alone.");
  expect(await screen.findByRole("alert")).toHaveTextContent("Not saved yet. Try again in a moment.");
  expect(screen.getByLabelText("Story")).toHaveValue("Sails alone.");
  server.on(`PUT ${MIRA}`, async (request: Request) => json({ ...edited(now(), (await request.json()) as AvatarUpdate), version: 5 }));
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Saved")).toBeVisible();
  expect(screen.getByLabelText("Story")).toHaveValue("Sails alone.");
});

test("looks are chosen from what is known or said in one's own words, and cleared", async () => {
  const { user, now } = await facts();
  await user.click(await screen.findByRole("combobox", { name: "Hair colour" }));
  await user.click(await screen.findByRole("option", { name: "Black" }));
  await waitFor(() => expect(now().attributes.hairColor).toBe("black"));
  const hair = screen.getByRole("combobox", { name: "Hair colour" });
  await user.clear(hair);
  await user.type(hair, "sea green");
  await user.tab();
  await waitFor(() => expect(now().attributes.hairColor).toBe("sea green"));
  await user.click(screen.getByRole("combobox", { name: "Gender" }));
  await user.click(await screen.findByRole("option", { name: "Man" }));
  await waitFor(() => expect(now().attributes.gender).toBe("male"));
});

test("what is not said yet can be added", async () => {
  const { user } = await facts();
  await user.click(screen.getByRole("button", { name: "Add" }));
  await user.click(await screen.findByRole("menuitem", { name: "Outfit" }));
  expect(await screen.findByRole("combobox", { name: "Outfit" })).toBeVisible();
});

test("tags are typed or taken from those in use", async () => {
  const { user, now } = await facts();
  const field = screen.getByRole("combobox", { name: "Tags" });
  await user.type(field, "harbour{Enter}");
  await waitFor(() => expect(now().tags).toEqual(["harbour"]));
  await user.type(field, "sai");
  await user.click(await screen.findByRole("option", { name: "sailor" }));
  await waitFor(() => expect(now().tags).toEqual(["harbour", "sailor"]));
});
