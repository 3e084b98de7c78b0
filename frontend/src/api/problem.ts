/** Every failure of a request, as the server tells it (RFC 9457) or as the network does. Knows no room. */
import type { components } from "./schema.gen";

export type ProblemDocument = components["schemas"]["ProblemDocument"];

export class Problem extends Error {
  readonly slug: string;
  readonly title: string;
  readonly detail: string;
  readonly status: number;
  readonly retryAfterSeconds: number | null;
  readonly fields: Record<string, string>;

  constructor(document: Pick<ProblemDocument, "slug" | "title" | "detail" | "status"> & Partial<ProblemDocument>) {
    super(document.title);
    this.slug = document.slug;
    this.title = document.title;
    this.detail = document.detail;
    this.status = document.status;
    this.retryAfterSeconds = document.retryAfterSeconds ?? null;
    this.fields = Object.fromEntries(
      (document.errors ?? []).map(({ pointer, detail }) => [pointer.replace(/^#\//, ""), detail]),
    );
  }

  /** The server could not be reached: trying again later may help. */
  get isOffline(): boolean {
    return this.status === 0;
  }
}

export function unreachable(): Problem {
  return new Problem({
    slug: "unreachable",
    title: "The server cannot be reached",
    detail: "Nothing is lost. Check that it is running and that you are online, then try again.",
    status: 0,
  });
}

/** A problem from whatever was thrown; a programming error keeps its message where people can report it. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new Problem({ slug: "unexpected", title: "Something went wrong on this page", detail, status: -1 });
}

/** From the body of a refusal, parsed or not. */
export function problemOf(body: unknown, status: number): Problem {
  return isProblemDocument(body) ? new Problem(body) : withoutWords(status);
}

function withoutWords(status: number): Problem {
  return new Problem({
    slug: "no-answer",
    title: "The server did not answer properly",
    detail: "Nothing is lost. Please try again in a moment.",
    status,
  });
}

function isProblemDocument(body: unknown): body is ProblemDocument {
  return typeof body === "object" && body !== null && "slug" in body && "title" in body && "detail" in body;
}
