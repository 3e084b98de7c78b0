/** Things as the server tells them, to be varied by tests. */
import type { Avatar, Generation, Project } from "~/api/types";

const TIME = "2026-05-04T10:00:00Z";

export function aProject(changes: Partial<Project> = {}): Project {
  return {
    id: "p1",
    name: "Travellers",
    description: null,
    avatarCount: 0,
    previewUrls: [],
    coverAvatarId: null,
    version: 1,
    createdAt: TIME,
    updatedAt: TIME,
    ...changes,
  };
}

export function anAvatar(changes: Partial<Avatar> = {}): Avatar {
  const id = changes.id ?? "a1";
  return {
    id,
    projectId: "p1",
    name: "Mira",
    baseImageUrl: `/files/${id}.jpg?s=1`,
    largeImageUrl: `/files/${id}_768.jpg?s=1`,
    thumbnailUrl: `/files/${id}_thumb.jpg?s=1`,
    smallImageUrl: `/files/${id}_96.jpg?s=1`,
    thumbhash: "",
    widthPx: 1024,
    heightPx: 1024,
    contentType: "image/jpeg",
    sizeBytes: 81_234,
    persona: { name: "Mira", age: 52, personality: ["warm"], background: null },
    attributes: { gender: "female", hairColor: "red", accessories: [] },
    sourceType: "text_to_image",
    recipe: {
      prompt: "a woman with red hair dancing",
      generationPrompt: "Portrait of a woman with red hair",
      negativePrompt: null,
      provider: "illustrated",
      model: "studio",
      seed: 7,
      parameters: {},
      ignored: ["dancing"],
    },
    parentAvatarId: null,
    presetId: null,
    generationId: null,
    tags: [],
    isFavorite: false,
    usageCount: 0,
    lastUsedAt: null,
    version: 1,
    createdAt: TIME,
    updatedAt: TIME,
    ...changes,
  };
}

export function aGeneration(changes: Partial<Generation> = {}): Generation {
  return {
    id: "g1",
    projectId: "p1",
    avatarId: null,
    batchId: "b1",
    status: "pending",
    prompt: "a woman with red hair",
    name: "Mira",
    persona: { name: null, age: null, personality: [], background: null },
    attributes: { accessories: [] },
    provider: "illustrated",
    model: "studio",
    seed: 7,
    progressPercent: 0,
    attempt: 1,
    nextAttemptAt: null,
    queuePosition: 3,
    etaSeconds: 21,
    problem: null,
    retryOf: null,
    sourceType: "text_to_image",
    presetId: null,
    parentAvatarId: null,
    referenceId: null,
    version: 1,
    createdAt: TIME,
    startedAt: null,
    completedAt: null,
    ...changes,
  };
}

export function aPage<T>(...items: T[]): { items: T[]; nextCursor: string | null } {
  return { items, nextCursor: null };
}
