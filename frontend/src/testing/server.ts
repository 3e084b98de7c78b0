/** A server at the boundary of `fetch`: answers by method and path, remembers what it was asked. */
import { vi } from "vitest";

type Answer = (request: Request) => Response | Promise<Response>;

export interface Server {
  /** "GET /api/me", in order. */
  asked: string[];
  requests: Request[];
  /** Another answer from now on. */
  on(what: string, answer: Answer | object): void;
}

/** Keys are like "GET /api/me"; a plain object is answered as JSON. Everything else is a 404. */
export function serve(answers: Record<string, Answer | object>): Server {
  const known = new Map(Object.entries(answers));
  const server: Server = { asked: [], requests: [], on: (what, answer) => known.set(what, answer) };
  vi.stubGlobal("fetch", async (request: Request): Promise<Response> => {
    request.signal.throwIfAborted();
    const what = `${request.method} ${new URL(request.url).pathname}`;
    server.asked.push(what);
    server.requests.push(request.clone());
    const answer = known.get(what);
    if (answer === undefined) return refusal(404, "not-found", "There is nothing here");
    return typeof answer === "function" ? (answer as Answer)(request) : json(answer);
  });
  return server;
}

export function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
}

export function refusal(status: number, slug: string, title: string, detail = "Please try again."): Response {
  return new Response(JSON.stringify({ type: `/problems/${slug}`, status, slug, title, detail }), {
    status,
    headers: { "content-type": "application/problem+json" },
  });
}

/** An event stream that the test writes into. */
export class Stream {
  readonly response: Response;
  private controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  isOpen = true;

  constructor(request: Request) {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.controller = controller;
      },
      cancel: () => {
        this.isOpen = false;
      },
    });
    request.signal.addEventListener("abort", () => {
      if (this.isOpen) this.controller?.error(new DOMException("aborted", "AbortError"));
      this.isOpen = false;
    });
    this.response = new Response(body, { headers: { "content-type": "text/event-stream" } });
  }

  write(text: string): void {
    this.controller?.enqueue(new TextEncoder().encode(text));
  }

  send(id: string, event: string, data: unknown): void {
    this.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  end(): void {
    this.isOpen = false;
    this.controller?.close();
  }
}
