/**
 * One event stream per browser, however many tabs: the tab that holds a Web Lock is the leader, keeps the
 * connection and tells the others over a BroadcastChannel. When it closes, another takes over where it was.
 */
import { keepConnected } from "./eventConnection";
import type { Frame } from "./serverSentEvents";

/** What a tab makes of the stream. `connected` is false while no tab of this browser has a connection. */
export interface StreamListener {
  frame(frame: Frame): void;
  connected(isConnected: boolean): void;
  signedOut(): void;
}

type Message =
  | { kind: "frame"; frame: Frame }
  | { kind: "connected"; isConnected: boolean; lastId: string }
  | { kind: "newcomer" }
  | { kind: "signed-out" };

/** Follows the stream of a user until the returned function is called. */
export function followEvents(userId: string, listener: StreamListener): () => void {
  const tab = new Tab(`events:${userId}`, listener);
  tab.start();
  return () => tab.stop();
}

class Tab {
  private readonly channel: BroadcastChannel;
  private readonly over = new AbortController();
  private lastId = "";
  private isConnected = true;
  private leads = false;

  constructor(
    private readonly name: string,
    private readonly listener: StreamListener,
  ) {
    this.channel = new BroadcastChannel(name);
    this.channel.onmessage = ({ data }: MessageEvent<Message>) => this.hear(data);
  }

  start(): void {
    this.tell({ kind: "newcomer" });
    // Locks exist only where the page is served securely or from this machine; elsewhere each tab leads.
    if (!("locks" in navigator)) void this.lead();
    else
      navigator.locks
        .request(this.name, { signal: this.over.signal }, () => this.lead())
        .catch(() => undefined); // stopped before it led
  }

  stop(): void {
    this.over.abort();
    this.channel.close();
  }

  private async lead(): Promise<void> {
    this.leads = true;
    await keepConnected(
      this.lastId,
      {
        frame: (frame) => this.pass({ kind: "frame", frame }),
        connected: (isConnected) => this.pass({ kind: "connected", isConnected, lastId: this.lastId }),
        signedOut: () => this.pass({ kind: "signed-out" }),
      },
      this.over.signal,
    );
    // Signed out: as long as this tab is here, no other should try in its place.
    if (!this.over.signal.aborted) await new Promise((stopped) => this.over.signal.addEventListener("abort", stopped));
  }

  private pass(message: Message): void {
    if (this.over.signal.aborted) return;
    if ("locks" in navigator) this.tell(message);
    this.hear(message);
  }

  private tell(message: Message): void {
    this.channel.postMessage(message);
  }

  private hear(message: Message): void {
    switch (message.kind) {
      case "frame":
        this.lastId = message.frame.id;
        return this.listener.frame(message.frame);
      case "connected":
        this.lastId ||= message.lastId;
        this.isConnected = message.isConnected;
        return this.listener.connected(message.isConnected);
      case "newcomer":
        if (this.leads) this.tell({ kind: "connected", isConnected: this.isConnected, lastId: this.lastId });
        return;
      case "signed-out":
        if (!this.leads) this.over.abort();
        return this.listener.signedOut();
    }
  }
}
