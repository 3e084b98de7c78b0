import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { show } from "~/testing/show";
import { InlineEdit } from "./InlineEdit";

function field(props: Partial<Parameters<typeof InlineEdit>[0]> = {}) {
  const save = vi.fn();
  const { user } = show(<InlineEdit label="Name" value="Mira" maxLength={120} onSave={save} {...props} />);
  return { save, user, box: screen.getByRole("textbox", { name: "Name" }) };
}

test("Enter saves what was typed, trimmed and in one line", async () => {
  const { save, user, box } = field();
  await user.clear(box);
  await user.type(box, " Mira Lund {Enter}");
  expect(save).toHaveBeenCalledExactlyOnceWith("Mira Lund");
});

test("Escape takes it back", async () => {
  const { save, user, box } = field();
  await user.type(box, " changed{Escape}");
  expect(box).toHaveValue("Mira");
  expect(save).not.toHaveBeenCalled();
});

test("leaving saves, and nothing is saved where nothing changed", async () => {
  const { save, user, box } = field();
  await user.click(box);
  await user.tab();
  expect(save).not.toHaveBeenCalled();
  await user.type(box, "!");
  await user.tab();
  expect(save).toHaveBeenCalledExactlyOnceWith("Mira!");
});

test("a name cannot be emptied", async () => {
  const { save, user, box } = field({ required: true });
  await user.clear(box);
  await user.tab();
  expect(box).toHaveValue("Mira");
  expect(save).not.toHaveBeenCalled();
});
