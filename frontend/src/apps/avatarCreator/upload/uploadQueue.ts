/**
 * The pictures that are on their way into a project. Each is looked at by the server first, then waits for a
 * person's word, then is sent; two are under way at a time, and one that is refused holds up nobody.
 * It outlives the dialog, so that closing it loses nothing.
 */
import { idempotencyKey } from "~/api/client";
import { asProblem, Problem } from "~/api/problem";
import type { Attributes, Avatar, Crop, Inspection, Persona } from "~/api/types";
import { megabytes } from "~/ui/words";
import { inspect, upload } from "./api";
import { nameOf } from "./nameOf";

const LANES = 2;
const LARGEST_BYTES = 10 * 1024 * 1024;

export type Stage = "unseen" | "looking" | "ready" | "waiting" | "sending" | "stored" | "refused";

export interface Picture {
  id: string;
  file: File;
  /** Shows the file in this browser. */
  address: string;
  stage: Stage;
  inspection: Inspection | null;
  crop: Crop | null;
  name: string;
  persona: Persona;
  attributes: Attributes;
  /** False for one they have already, until they say that they want it again. */
  isWanted: boolean;
  sentPercent: number;
  problem: Problem | null;
  avatar: Avatar | null;
  key: string;
}

export class UploadQueue {
  private pictures: readonly Picture[] = [];
  private readonly running = new Map<string, AbortController>();
  private readonly readers = new Set<() => void>();

  constructor(
    private readonly projectId: string,
    private readonly onStored: (avatar: Avatar) => void,
  ) {}

  readonly subscribe = (reader: () => void): (() => void) => {
    this.readers.add(reader);
    return () => this.readers.delete(reader);
  };

  readonly read = (): readonly Picture[] => this.pictures;

  add(files: readonly File[]): void {
    this.put([...this.pictures, ...files.map(unseen)]);
    this.goOn();
  }

  change(id: string, changes: Partial<Pick<Picture, "name" | "crop" | "persona" | "attributes" | "isWanted">>): void {
    this.set(id, { ...changes, key: idempotencyKey() }); // another request than the one that may have failed
  }

  /** Everything that is ready and wanted. */
  send(): void {
    this.put(this.pictures.map((one) => (isToSend(one) ? { ...one, stage: "waiting" } : one)));
    this.goOn();
  }

  /** Called off before it was stored: ready again. */
  cancel(id: string): void {
    this.running.get(id)?.abort();
    this.set(id, { stage: "ready", sentPercent: 0 });
  }

  retry(id: string): void {
    const wasSeen = this.pictures.find((one) => one.id === id)?.inspection;
    this.set(id, { stage: wasSeen ? "waiting" : "unseen", problem: null, sentPercent: 0 });
    this.goOn();
  }

  remove(id: string): void {
    this.running.get(id)?.abort();
    this.drop((one) => one.id === id);
  }

  /** Those who arrived are people of the project now. */
  forgetStored(): void {
    this.drop(({ stage }) => stage === "stored");
  }

  private drop(isGone: (one: Picture) => boolean): void {
    this.pictures.filter(isGone).forEach(({ address }) => URL.revokeObjectURL(address));
    this.put(this.pictures.filter((one) => !isGone(one)));
  }

  /** What a person waits for goes before what is only looked at. */
  private goOn(): void {
    while (this.running.size < LANES) {
      const next = this.first("waiting") ?? this.first("unseen");
      if (!next) return;
      void this.run(next);
    }
  }

  private first(stage: Stage): Picture | undefined {
    return this.pictures.find((one) => one.stage === stage && !this.running.has(one.id));
  }

  private async run(picture: Picture): Promise<void> {
    const { id } = picture;
    const calledOff = new AbortController();
    this.running.set(id, calledOff);
    try {
      if (picture.stage === "waiting") await this.store(picture, calledOff.signal);
      else await this.look(picture, calledOff.signal);
    } catch (error) {
      if (!calledOff.signal.aborted) this.set(id, { stage: "refused", problem: asProblem(error) });
    } finally {
      this.running.delete(id);
      this.goOn();
    }
  }

  private async look({ id, file }: Picture, signal: AbortSignal): Promise<void> {
    this.set(id, { stage: "looking" });
    const inspection = await inspect(file, signal);
    const isKnown = inspection.duplicates.some(({ match }) => match === "exact");
    this.set(id, { stage: "ready", inspection, crop: inspection.suggestedCrop, isWanted: !isKnown });
  }

  private async store({ id, ...picture }: Picture, signal: AbortSignal): Promise<void> {
    this.set(id, { stage: "sending", sentPercent: 0 });
    const { avatar } = await upload({ ...picture, projectId: this.projectId }, signal, (sentPercent) =>
      this.set(id, { sentPercent }),
    );
    this.onStored(avatar);
    this.set(id, { stage: "stored", avatar });
  }

  private set(id: string, changes: Partial<Picture>): void {
    this.put(this.pictures.map((one) => (one.id === id ? { ...one, ...changes } : one)));
  }

  private put(pictures: readonly Picture[]): void {
    this.pictures = pictures;
    this.readers.forEach((reader) => reader());
  }
}

export function isToSend({ stage, isWanted }: Picture): boolean {
  return stage === "ready" && isWanted;
}

const PASSING = ["picture-broke-off", "picture-too-slow"];

/** Trying again may help: the line was cut or the server is busy; a picture that is damaged stays so. */
export function mayPass({ problem }: Picture): boolean {
  if (!problem) return false;
  return problem.status <= 0 || problem.status === 429 || problem.status >= 500 || PASSING.includes(problem.slug);
}

let count = 0;

function unseen(file: File): Picture {
  const problem = tooLarge(file);
  return {
    id: `picture-${(count += 1)}`,
    file,
    address: URL.createObjectURL(file),
    stage: problem ? "refused" : "unseen",
    inspection: null,
    crop: null,
    name: nameOf(file.name),
    persona: {},
    attributes: {},
    isWanted: true,
    sentPercent: 0,
    problem,
    avatar: null,
    key: idempotencyKey(),
  };
}

/** Said at once instead of after minutes of sending. */
function tooLarge({ size }: File): Problem | null {
  if (size <= LARGEST_BYTES) return null;
  return new Problem({
    slug: "file-too-large",
    title: "This picture is too large",
    detail: `It has ${megabytes(size)}, and 10 MB is the most. Save it smaller, then add it again.`,
    status: 413,
  });
}
