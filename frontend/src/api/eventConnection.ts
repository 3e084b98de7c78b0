/**
 * One lasting connection to `GET /api/events`: resumes after the last frame, comes back with back-off, and
 * notices a line that died silently (a closed laptop). Knows neither tabs nor what the frames mean.
 */
import { sessionFetch } from "./session";
import { type Frame, readFrames } from "./serverSentEvents";

const SILENCE_MS = 40_000; // the server shows life every 15 s
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

interface Listener {
  frame(frame: Frame): void;
  /** False from the first failed attempt until frames can flow again. */
  connected(isConnected: boolean): void;
  /** The session is over; the connection does not try again. */
  signedOut(): void;
}

/** Keeps the connection until `signal` aborts. `after`: id of the last frame seen, "" for none. */
export async function keepConnected(after: string, listener: Listener, signal: AbortSignal): Promise<void> {
  let lastId = after;
  let pause = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    const attempt = new Attempt(signal);
    try {
      const response = await attempt.open(lastId);
      if (response.status === 401) return listener.signedOut();
      if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
      listener.connected(true);
      pause = FIRST_PAUSE_MS;
      for await (const frame of readFrames(response.body, attempt.alive)) {
        lastId = frame.id;
        listener.frame(frame);
      }
    } catch {
      if (!signal.aborted) listener.connected(false);
    } finally {
      attempt.close();
    }
    await pauseOrWakeUp(pause * (0.75 + Math.random() / 2), signal);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
}

/** One request, given up when it falls silent or when the machine comes back from sleep or from offline. */
class Attempt {
  private readonly abort = new AbortController();
  private readonly signal: AbortSignal;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private aliveAt = Date.now();

  constructor(signal: AbortSignal) {
    this.signal = AbortSignal.any([signal, this.abort.signal]);
    addEventListener("online", this.giveUp);
    document.addEventListener("visibilitychange", this.doubt);
  }

  open(after: string): Promise<Response> {
    this.alive();
    const headers = { accept: "text/event-stream", ...(after && { "last-event-id": after }) };
    return sessionFetch(new Request(new URL("/api/events", location.origin), { headers, cache: "no-store", signal: this.signal }));
  }

  readonly alive = (): void => {
    this.aliveAt = Date.now();
    clearTimeout(this.silence);
    this.silence = setTimeout(this.giveUp, SILENCE_MS);
  };

  close(): void {
    clearTimeout(this.silence);
    removeEventListener("online", this.giveUp);
    document.removeEventListener("visibilitychange", this.doubt);
    this.abort.abort();
  }

  private readonly giveUp = (): void => this.abort.abort();

  private readonly doubt = (): void => {
    if (document.visibilityState === "visible" && Date.now() - this.aliveAt > SILENCE_MS / 2) this.giveUp();
  };
}

/** Waits, but not longer than until the browser says that it is online again. */
function pauseOrWakeUp(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer);
      removeEventListener("online", wake);
      signal.removeEventListener("abort", wake);
      resolve();
    };
    const timer = setTimeout(wake, milliseconds);
    addEventListener("online", wake);
    signal.addEventListener("abort", wake);
  });
}
