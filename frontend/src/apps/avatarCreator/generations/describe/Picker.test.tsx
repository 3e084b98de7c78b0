import { screen } from "@testing-library/react";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import { expectAccessible, show } from "~/testing/show";
import { Picker } from "./Picker";

const values = [
  { id: "black", label: "Black" },
  { id: "dark-brown", label: "Dark brown" },
];

function Hair({ isOpen = true, onPick }: { isOpen?: boolean; onPick: (value: string | null) => void }) {
  const [picked, setPicked] = useState<string[]>([]);
  return (
    <Picker
      attribute="hairColor"
      title="Hair colour"
      values={values}
      shape="color"
      isOpen={isOpen}
      picked={picked}
      understood={[]}
      onPick={(value) => {
        onPick(value);
        setPicked(value ? [value] : []);
      }}
    />
  );
}

function hair(isOpen?: boolean) {
  const onPick = vi.fn();
  return { onPick, ...show(<Hair isOpen={isOpen} onPick={onPick} />) };
}

const other = (): HTMLElement => screen.getByRole("button", { name: "Other… hair colour" });
const field = (): HTMLElement => screen.getByRole("textbox", { name: "Another hair colour" });

test("one's own words stand among the choices, and give way to another choice", async () => {
  const { user, container } = hair();
  await user.click(other());
  expect(field()).toHaveFocus();
  await user.keyboard("moss green{Enter}");
  expect(screen.getByRole("radio", { name: "moss green" })).toBeChecked();
  await expectAccessible(container);
  await user.click(screen.getByRole("radio", { name: "Black" }));
  expect(screen.queryByRole("radio", { name: "moss green" })).toBeNull();
});

test("words that name a choice are that choice", async () => {
  const { user, onPick } = hair();
  await user.click(other());
  await user.keyboard("dark Brown{Enter}");
  expect(onPick).toHaveBeenCalledExactlyOnceWith("dark-brown");
});

test("Escape takes the words back, and so does leaving with none", async () => {
  const { user, onPick } = hair();
  await user.click(other());
  await user.keyboard("moss{Escape}");
  expect(other()).toHaveFocus();
  await user.click(other());
  await user.tab();
  expect(other()).toBeVisible();
  expect(onPick).not.toHaveBeenCalled();
});

test("a closed set asks for no words", () => {
  hair(false);
  expect(screen.queryByRole("button")).toBeNull();
});
