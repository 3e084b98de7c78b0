import { expect, test } from "vitest";
import { nameOf } from "./nameOf";

test.each([
  ["ada-lovelace.jpg", "Ada lovelace"],
  ["Günter_Grass.old.png", "Günter Grass old"],
  ["o'neill.webp", "O'neill"],
])("%s is %s", (file, name) => expect(nameOf(file)).toBe(name));

test.each(["IMG_2034.JPG", "DSC00012.jpg", "PXL_20260504_101500.jpg", "image.png", "Screenshot 2026-05-04.png", "9f8c0d2e-4b1a-4f7e.png"])(
  "%s says nothing of who it is",
  (file) => expect(nameOf(file)).toBe(""),
);
