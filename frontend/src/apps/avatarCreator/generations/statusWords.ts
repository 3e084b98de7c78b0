/** How a generation stands, in words. */
import type { Generation } from "~/api/types";
import { about, nth } from "~/ui/words";

const ATTEMPTS = 3;

/** `now` in milliseconds: the wait for the next attempt is counted down. */
export function statusWords(generation: Generation, now: number): string {
  const { status, attempt, nextAttemptAt, queuePosition } = generation;
  if (status === "processing") return joined("Drawing", attemptWords(attempt), etaWords(generation));
  if (status === "pending") {
    const wait = nextAttemptAt === null ? 0 : Math.ceil((Date.parse(nextAttemptAt) - now) / 1000);
    if (wait > 0) return joined(`Trying again in ${span(wait)}`, attemptWords(attempt));
    return joined(placeWords(queuePosition), attemptWords(attempt), etaWords(generation));
  }
  if (status === "cancelled") return "Cancelled";
  return status === "completed" ? "Ready" : (generation.problem?.title ?? "Could not be made");
}

/** What is drawn can be told from what waits at a glance: null is waiting. */
export function ringPercent({ status, progressPercent }: Generation): number | null {
  return status === "processing" ? progressPercent : null;
}

function placeWords(position: number | null): string {
  if (position === null) return "Waiting";
  return position === 1 ? "Next in line" : `${nth(position)} in line`;
}

function attemptWords(attempt: number): string {
  return attempt > 1 ? `attempt ${attempt} of ${ATTEMPTS}` : "";
}

function etaWords({ etaSeconds }: Generation): string {
  return etaSeconds === null ? "" : about(etaSeconds);
}

function span(seconds: number): string {
  return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}

function joined(...parts: string[]): string {
  return parts.filter(Boolean).join(" · ");
}
