import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { json, refusal } from "~/testing/server";
import { makeButton, ORDER, sheet } from "./scene";

describe("asking for a described person", () => {
  it("asks for nothing before anything says who it is", async () => {
    const { write } = sheet();
    expect(makeButton()).toBeDisabled();
    await write("   ");
    expect(makeButton()).toBeDisabled();
    await write("somebody");
    expect(makeButton()).toBeEnabled();
  });

  it("offers extras of which several go together, but none with no other", async () => {
    const { user, orders, write } = sheet();
    await write("somebody");
    await user.click(screen.getByRole("tab", { name: "Clothes" }));
    await user.click(await screen.findByRole("checkbox", { name: "None" }));
    await user.click(screen.getByRole("checkbox", { name: "Earrings" }));
    await user.click(screen.getByRole("checkbox", { name: "Scarf" }));
    expect(screen.getByRole("checkbox", { name: "None" })).not.toBeChecked();
    await user.click(makeButton());
    await waitFor(() => expect(orders()).toHaveLength(1));
    expect(await orders()[0]?.json()).toMatchObject({ attributes: { accessories: ["earrings", "scarf"] } });
  });

  it("sends the face that was shown, stays open beside the grid and shows the next one", async () => {
    const { user, sentence, orders, onClose, write } = sheet();
    await write("a woman");
    const face = screen.getByLabelText<HTMLInputElement>("Number of this face");
    const shownSeed = Number(face.value);
    await user.click(screen.getByRole("radio", { name: "3" }));
    await user.click(makeButton());

    await waitFor(() => expect(Number(face.value)).not.toBe(shownSeed));
    expect(await orders()[0]?.json()).toMatchObject({ prompt: "a woman", count: 3, seed: shownSeed });
    expect(sentence).toHaveValue("a woman");
    expect(onClose).not.toHaveBeenCalled();
  });

  it("keeps a face that is locked", async () => {
    const { user, orders, write } = sheet();
    await write("a woman");
    await user.click(screen.getByRole("button", { name: "Keep this face" }));
    const face = screen.getByLabelText<HTMLInputElement>("Number of this face");
    const kept = face.value;
    await user.click(makeButton());
    await waitFor(() => expect(orders()).toHaveLength(1));
    expect(face).toHaveValue(kept);
  });

  it("covers the page on a phone and closes when the order is taken", async () => {
    const { user, onClose, write } = sheet({ isBeside: false });
    await write("a woman");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  });

  it("spends nothing on an Enter that only ends a field", async () => {
    const { user, orders, write } = sheet();
    await write("a woman");
    await user.type(screen.getByLabelText("Picture name"), "Mira{Enter}");
    expect(orders()).toHaveLength(0);
    await user.keyboard("{Meta>}{Enter}{/Meta}");
    await waitFor(() => expect(orders()).toHaveLength(1));
  });

  it("tells a refusal beside the button and sends the same order under the same key again", async () => {
    const { user, server, orders, write } = sheet();
    await write("a woman");
    server.on(ORDER, () => refusal(503, "unavailable", "The line is closed", "Nothing is lost."));
    await user.click(makeButton());
    expect(await screen.findByRole("alert")).toHaveTextContent("The line is closed. Nothing is lost.");

    server.on(ORDER, () => json({ generationId: "g1", generationIds: ["g1"] }, 202));
    await user.click(makeButton());
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
    const [first, second] = orders().map((request) => request.headers.get("idempotency-key"));
    expect(first).toBeTruthy();
    expect(second).toBe(first);

    await user.click(makeButton());
    await waitFor(() => expect(orders()).toHaveLength(3));
    expect(orders()[2]?.headers.get("idempotency-key")).not.toBe(first);
  });

  it("says at its field what the server did not accept", async () => {
    const { user, sentence, server, write } = sheet();
    server.on(ORDER, () =>
      json(
        {
          type: "/problems/invalid-request",
          slug: "invalid-request",
          title: "This cannot be done as asked",
          status: 422,
          detail: "See the field.",
          errors: [{ pointer: "#/prompt", detail: "must not hold control characters" }],
        },
        422,
      ),
    );
    await write("a woman");
    await user.click(makeButton());
    await waitFor(() => expect(sentence).toHaveAccessibleDescription("must not hold control characters"));
    expect(sentence).toBeInvalid();
  });
});
