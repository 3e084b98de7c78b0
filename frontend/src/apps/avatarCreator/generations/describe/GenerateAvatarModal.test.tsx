import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectAccessible } from "~/testing/show";
import { sheet, understood } from "./scene";

describe("describing a person", () => {
  it("shows who is described while one types, with chips and what was not drawn", async () => {
    const { user, sentence } = sheet();
    expect(sentence).toHaveFocus();
    await user.type(sentence, "red woman dancing");

    expect(await within(understood()).findByText("Red hair")).toBeVisible();
    expect(await within(understood()).findByText("Woman")).toBeVisible();
    expect(await screen.findByText("Not drawn: “dancing”")).toBeVisible();
    const portrait = screen.getByRole("img", { name: "The person as described so far" });
    await waitFor(() => expect(decodeURIComponent(portrait.getAttribute("src") ?? "")).toContain("red woman dancing"));
  });

  it("is accessible with every picker open", async () => {
    const { user, container, write } = sheet();
    await write("a red woman dancing");
    await within(understood()).findByText("Red hair");
    for (const tab of screen.getAllByRole("tab")) {
      await user.click(tab);
      await expectAccessible(container);
    }
  });

  it("lets a pick overrule the sentence, and takes it back", async () => {
    const { user, write } = sheet();
    await write("a red woman");
    await within(understood()).findByText("Red hair");
    await user.click(screen.getByRole("tab", { name: "Hair" }));
    await user.click(screen.getByRole("radio", { name: "Black" }));
    expect(await within(understood()).findByText("Black hair")).toBeVisible();

    await user.click(screen.getByRole("radio", { name: "As said" }));
    expect(await within(understood()).findByText("Red hair")).toBeVisible();
  });

  it("takes the words out of the sentence when a chip that came from them is removed", async () => {
    const { user, sentence, write } = sheet();
    await write("a red woman");
    await user.click(await screen.findByRole("button", { name: "Remove Red hair" }));
    await waitFor(() => expect(sentence).toHaveValue("a woman"));
  });

  it("starts over, and takes that back", async () => {
    const { user, sentence, write } = sheet();
    await write("a red woman");
    await user.click(screen.getByRole("button", { name: "Start over" }));
    expect(sentence).toHaveValue("");
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    expect(sentence).toHaveValue("a red woman");
  });

  it("keeps what was written when it is closed and opened again", async () => {
    const first = sheet();
    await first.write("a red woman");
    first.unmount();
    expect(sheet().sentence).toHaveValue("a red woman");
  });

  it("starts again from an earlier order with the same face", () => {
    const { sentence } = sheet({ start: { prompt: "a sailor", seed: 42, count: 1 } });
    expect(sentence).toHaveValue("a sailor");
    expect(screen.getByLabelText("Number of this face")).toHaveValue("42");
    expect(screen.getByRole("button", { name: "Keep this face" })).toHaveAttribute("aria-pressed", "true");
  });

  it("closes by Escape, but an open list of choices first", async () => {
    const { user, onClose } = sheet();
    await user.click(await screen.findByLabelText("Made by", { selector: "input" }));
    await user.keyboard("{Escape}");
    expect(onClose).not.toHaveBeenCalled();
    await user.keyboard("{Escape}");
    expect(onClose).toHaveBeenCalledOnce();
  });
});
