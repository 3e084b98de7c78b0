/** What jsdom lacks and every browser has. */
import "@testing-library/jest-dom/vitest";
import { notifications } from "@mantine/notifications";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";
import { LocksOfOneBrowser } from "./locks";

configure({ asyncUtilTimeout: 5_000 }); // a busy machine is no failure

class NeverSeen {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

vi.stubGlobal("ResizeObserver", NeverSeen);
vi.stubGlobal("IntersectionObserver", NeverSeen);
Element.prototype.scrollIntoView = () => undefined;
window.scrollTo = () => undefined;
URL.createObjectURL = () => "blob:picture";
URL.revokeObjectURL = () => undefined;
Object.defineProperty(document, "fonts", { value: new EventTarget() });
Object.defineProperty(window, "matchMedia", {
  value: (media: string) => Object.assign(new EventTarget(), { media, matches: false, addListener() {}, removeListener() {} }),
});

/** Warnings are errors here. */
function complain(...words: unknown[]): void {
  throw new Error(`told on the console: ${words.map(String).join(" ")}`);
}

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(complain);
  vi.spyOn(console, "warn").mockImplementation(complain);
  Object.defineProperty(navigator, "locks", { value: new LocksOfOneBrowser(), configurable: true });
});

afterEach(() => {
  cleanup();
  notifications.clean();
  localStorage.clear();
});
