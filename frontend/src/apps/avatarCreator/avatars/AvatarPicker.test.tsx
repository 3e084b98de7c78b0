import { screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { anAvatar, aPage } from "~/testing/samples";
import { json, refusal, serve } from "~/testing/server";
import { expectAccessible, show } from "~/testing/show";
import AvatarPicker from "./AvatarPicker";

const AVATARS = "/api/apps/avatar-creator/avatars";
const people = [anAvatar({ id: "a1", name: "Ada" }), anAvatar({ id: "a2", name: "Ben" }), anAvatar({ id: "a3", name: "Cleo" })];

/** A server that finds people by their name. */
function found(request: Request): Response {
  const words = new URL(request.url).searchParams.get("q")?.toLowerCase() ?? "";
  return json(aPage(...people.filter(({ name }) => name.toLowerCase().includes(words))));
}

function picker(answer: (request: Request) => Response = found) {
  const server = serve({ [`GET ${AVATARS}`]: answer });
  const onPick = vi.fn();
  const onClose = vi.fn();
  return { server, onPick, onClose, ...show(<AvatarPicker onPick={onPick} onClose={onClose} />) };
}

const face = (name: RegExp): HTMLElement => screen.getByRole("button", { name });

test("typing finds, Enter takes the first face", async () => {
  const { user, onPick } = picker();
  await screen.findByRole("button", { name: /^Ada/ });
  await expectAccessible(screen.getByRole("dialog", { name: "Choose a person" }));
  await user.type(screen.getByRole("searchbox", { name: "Search all people" }), "cle");
  await waitFor(() => expect(screen.queryByRole("button", { name: /^Ada/ })).toBeNull());
  await user.keyboard("{Enter}");
  expect(onPick).toHaveBeenCalledExactlyOnceWith(people[2]);
});

test("arrows go from the words to the faces, along them and back", async () => {
  const { user, onPick } = picker();
  await screen.findByRole("button", { name: /^Ada/ });
  screen.getByRole("list", { name: "People" }).style.gridTemplateColumns = "1fr 1fr"; // nothing has a place in jsdom
  await waitFor(() => expect(screen.getByRole("searchbox")).toHaveFocus());
  await user.keyboard("{ArrowDown}{ArrowRight}");
  expect(face(/^Ben/)).toHaveFocus();
  await user.keyboard("{ArrowDown}");
  expect(face(/^Cleo/)).toHaveFocus();
  await user.keyboard("{ArrowUp}{ArrowUp}");
  expect(screen.getByRole("searchbox")).toHaveFocus();
  await user.keyboard("{ArrowDown}{Enter}");
  expect(onPick).toHaveBeenCalledExactlyOnceWith(people[0]);
});

test("nobody of that name, nobody at all, and a server that is away are told apart", async () => {
  const { user, server } = picker();
  await user.type(await screen.findByRole("searchbox"), "zoe");
  expect(await screen.findByText("Nobody by “zoe”")).toBeVisible();
  server.on(`GET ${AVATARS}`, () => refusal(503, "unavailable", "The server is being updated"));
  await user.type(screen.getByRole("searchbox"), "x");
  expect(await screen.findByRole("alert")).toHaveTextContent("The server is being updated");
  server.on(`GET ${AVATARS}`, aPage());
  await user.clear(screen.getByRole("searchbox"));
  expect(await screen.findByText("Nobody here yet")).toBeVisible();
});

test("Escape closes it and nobody is chosen", async () => {
  const { user, onPick, onClose } = picker();
  await screen.findByRole("button", { name: /^Ada/ });
  await user.keyboard("{Escape}");
  expect(onClose).toHaveBeenCalledOnce();
  expect(onPick).not.toHaveBeenCalled();
});
