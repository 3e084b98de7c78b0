/** How pictures stand on their way, in words. */
import { counted } from "~/ui/words";
import { isToSend, type Picture } from "./uploadQueue";

export function stageWords({ stage, isWanted, sentPercent, problem }: Picture): string {
  if (stage === "refused") return problem?.title ?? "not added";
  if (stage === "ready") return isWanted ? "ready" : "you already have it";
  const words = { unseen: "waiting", looking: "being looked at", waiting: "next", stored: "added" } as const;
  return stage === "sending" ? `${Math.round(sentPercent)} percent sent` : words[stage];
}

export function isOnItsWay({ stage }: Picture): boolean {
  return stage === "waiting" || stage === "sending";
}

/** All of them in a line: "2 on their way · 1 cannot be used". */
export function sumWords(pictures: readonly Picture[]): string {
  const many = (test: (one: Picture) => boolean): number => pictures.filter(test).length;
  const parts: [number, (count: number) => string][] = [
    [many(({ stage }) => stage === "unseen" || stage === "looking"), (count) => `looking at ${count}`],
    [many(isOnItsWay), (count) => `${count} on ${count === 1 ? "its" : "their"} way`],
    [many(({ stage }) => stage === "stored"), (count) => `${count} added`],
    [many(({ stage, isWanted }) => stage === "ready" && !isWanted), (count) => `${count} you have`],
    [many(({ stage }) => stage === "refused"), (count) => `${count} not added`],
  ];
  return parts.flatMap(([count, words]) => (count > 0 ? [words(count)] : [])).join(" · ");
}

export function sendWords(pictures: readonly Picture[]): string {
  const ready = pictures.filter(isToSend).length;
  return ready > 1 ? `Add ${counted(ready, "person", "people")}` : "Add this person";
}
