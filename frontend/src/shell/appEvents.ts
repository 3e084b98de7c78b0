/** Hands the frames of the event stream to the app whose page is open. Knows no app and no event. */
import type { Frame } from "~/api/serverSentEvents";

export type AppListener = (name: string, data: unknown) => void;

const listeners = new Set<AppListener>();

export function tellApps({ event, data }: Frame): void {
  listeners.forEach((listener) => {
    try {
      listener(event, data);
    } catch (fault) {
      reportError(fault); // an app's fault stops neither the others nor the page
    }
  });
}

export function listenToEvents(listener: AppListener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
