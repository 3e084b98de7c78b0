/** What the page of another app is given: the session, live events, the shell's addresses, and the picker. */
import { sessionFetch } from "~/api/session";
import type { Avatar } from "~/api/types";
import { type AppListener, listenToEvents } from "./appEvents";

export interface AppHost {
  /** Like `window.fetch`, signed in, and signed in again when the session's token ran out. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Calls the listener for every live event; returns what stops it. */
  events(listener: AppListener): () => void;
  /** Goes to another view of the shell. */
  navigate(path: string): void;
  /** The one that holds at the moment it is read. */
  readonly theme: "light" | "dark";
  readonly language: string;
  /** Somebody the person chooses from their library; null when they chose nobody. */
  pickAvatar(): Promise<Avatar | null>;
}

export interface AppModule {
  mount(element: HTMLElement, host: AppHost): (() => void) | undefined | Promise<(() => void) | undefined>;
}

interface Shell {
  navigate: (path: string) => void;
  pickAvatar: () => Promise<Avatar | null>;
}

export function createHost({ navigate, pickAvatar }: Shell): { host: AppHost; stop: () => void } {
  const stops = new Set<() => void>();
  const host: AppHost = {
    fetch: (path, init) => sessionFetch(new Request(ownAddress(path), init)),
    events: (listener) => {
      const stop = listenToEvents(listener);
      stops.add(stop);
      return stop;
    },
    navigate,
    pickAvatar,
    get theme() {
      return document.documentElement.dataset.mantineColorScheme === "dark" ? "dark" : "light";
    },
    language: document.documentElement.lang || "en",
  };
  // What an app forgot to stop ends with its page.
  return { host, stop: () => stops.forEach((stop) => stop()) };
}

/** The session is for this server alone. */
function ownAddress(path: string): URL {
  const address = new URL(path, location.origin);
  if (address.origin !== location.origin) throw new TypeError(`${address.origin} is not this server`);
  return address;
}

/** The module at an address of this server. `attempt`: a browser remembers that a module failed, not a new address. */
export async function loadApp(uiUrl: string, attempt: number): Promise<AppModule> {
  const address = attempt === 0 ? uiUrl : `${uiUrl}?attempt=${attempt}`;
  const module = (await import(/* @vite-ignore */ address)) as Partial<AppModule>;
  if (typeof module.mount !== "function") throw new TypeError("The app's module exports no mount.");
  return module as AppModule;
}
