/** A server at the boundary of XMLHttpRequest, for what sends files: answers by path, remembers what came. */
import { vi } from "vitest";

type Answer = (form: FormData) => Response | Promise<Response>;

interface Received {
  path: string;
  form: FormData;
  key: string | undefined;
}

export interface FormServer {
  received: Received[];
  /** Requests that are under way now, and the most that ever were. */
  open: number;
  most: number;
  on(path: string, answer: Answer): void;
}

/** Half of a body has left when it is answered, all of it just before. An answer that throws is a cut line. */
export function receive(answers: Record<string, Answer>): FormServer {
  const known = new Map(Object.entries(answers));
  const server: FormServer = { received: [], open: 0, most: 0, on: (path, answer) => known.set(path, answer) };

  class StandIn {
    upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
    status = 0;
    responseText = "";
    onload?: () => void;
    onerror?: () => void;
    onabort?: () => void;
    onloadend?: () => void;
    private path = "";
    private key: string | undefined;
    private isOver = false;

    open(_method: string, path: string): void {
      this.path = path;
    }

    setRequestHeader(_name: string, value: string): void {
      this.key = value;
    }

    abort(): void {
      this.end(() => this.onabort?.());
    }

    send(form: FormData): void {
      server.received.push({ path: this.path, form, key: this.key });
      server.open += 1;
      server.most = Math.max(server.most, server.open);
      void this.answered(form);
    }

    private async answered(form: FormData): Promise<void> {
      try {
        this.upload.onprogress?.({ loaded: 1, total: 2 });
        const response = await (known.get(this.path) ?? (() => new Response(null, { status: 404 })))(form);
        this.responseText = await response.text();
        this.status = response.status;
        if (!this.isOver) this.upload.onprogress?.({ loaded: 2, total: 2 });
        this.end(() => this.onload?.());
      } catch {
        this.end(() => this.onerror?.());
      }
    }

    private end(tell: () => void): void {
      if (this.isOver) return;
      this.isOver = true;
      server.open -= 1;
      tell();
      this.onloadend?.();
    }
  }

  vi.stubGlobal("XMLHttpRequest", StandIn);
  return server;
}
