import { screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { anAvatar } from "~/testing/samples";
import { json, serve } from "~/testing/server";
import { expectAccessible, show } from "~/testing/show";
import SaveAsPreset from "./SaveAsPreset";
import { APP, ownOne } from "./scene";

test("somebody becomes a preset under the name and kind one gives them, for oneself unless shared", async () => {
  const server = serve({
    [`GET ${APP}/avatars/a1`]: anAvatar(),
    [`POST ${APP}/presets`]: () => json(ownOne, 201),
  });
  const onClose = vi.fn();
  const { user } = show(<SaveAsPreset avatarId="a1" onClose={onClose} />);
  const name = await screen.findByRole("textbox", { name: "Name" });
  expect(name).toHaveValue("Mira");
  await expectAccessible(screen.getByRole("dialog"));
  await user.type(screen.getByLabelText("In a few words"), "Sails alone");
  await user.click(screen.getByRole("radio", { name: "Creative" }));
  await user.click(screen.getByRole("button", { name: "Save preset" }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  const sent = server.requests.find(({ method }) => method === "POST");
  expect(await sent?.json()).toEqual({
    avatarId: "a1",
    name: "Mira",
    title: "Sails alone",
    category: "creative",
    isPublic: false,
  });
});
