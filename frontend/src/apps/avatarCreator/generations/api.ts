/** Generations on the wire and in the cache: keys, queries, and what events do to them. */
import { keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import { answer, api, idempotencyKey } from "~/api/client";
import { changeCached, type EventHandlers, later } from "~/api/live";
import type { Avatar, GenerateRequest, Generation, PreviewRequest } from "~/api/types";
import { announce } from "~/ui/announce";
import { putAvatar } from "../avatars/api";

const APP = "/api/apps/avatar-creator";

const keys = {
  all: ["generations"] as const,
  open: ["generations", "open"] as const,
  project: (id: string) => ["generations", "project", id] as const,
};

export function isOpen({ status }: Generation): boolean {
  return status === "pending" || status === "processing";
}

/** Everything that is waiting or being made, in all projects. */
export const openGenerations = queryOptions({
  queryKey: keys.open,
  queryFn: ({ signal }) => list({ status: "open" }, signal),
});

/** The latest of one project, ended ones too: newest first. */
export function projectGenerations(projectId: string) {
  return queryOptions({
    queryKey: keys.project(projectId),
    queryFn: ({ signal }) => list({ projectId }, signal),
  });
}

async function list(query: { status?: "open"; projectId?: string }, signal: AbortSignal): Promise<Generation[]> {
  const page = await answer(api.GET(`${APP}/generations`, { params: { query: { ...query, limit: 100 } }, signal }));
  return page.items;
}

/** `key`: the order is placed once, however often it is sent. */
export function generate(projectId: string, request: GenerateRequest, key: string) {
  return answer(
    api.POST(`${APP}/projects/{project_id}/avatars/generate`, {
      params: { path: { project_id: projectId }, header: { "Idempotency-Key": key } },
      body: request,
    }),
  );
}

export function cancelGeneration(id: string): Promise<Generation> {
  return answer(api.POST(`${APP}/generations/{generation_id}/cancel`, { params: { path: { generation_id: id } } }));
}

/** A new generation for one that failed or was cancelled. */
export function retryGeneration(id: string) {
  return answer(
    api.POST(`${APP}/generations/{generation_id}/retry`, {
      params: { path: { generation_id: id }, header: { "Idempotency-Key": idempotencyKey() } },
    }),
  );
}

/** What would be understood and drawn, without making anything. The last answer stays while the next comes. */
export function preview(request: PreviewRequest) {
  return queryOptions({
    queryKey: ["preview", request],
    queryFn: ({ signal }) => answer(api.POST(`${APP}/prompts/preview`, { body: request, signal })),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    retry: false,
  });
}

export const providers = queryOptions({
  queryKey: ["providers"],
  queryFn: async ({ signal }) => (await answer(api.GET(`${APP}/providers`, { signal }))).items,
});

/** Puts a generation wherever it belongs in the cache. */
export function putGeneration(cache: QueryClient, told: Generation): void {
  changeCached<Generation[]>(cache, keys.project(told.projectId), (known) => withGeneration(known, told));
  changeCached<Generation[]>(cache, keys.open, (known) => withGeneration(known, told).filter(isOpen));
}

/** What was just accepted is asked for at once; its event may come first or last. */
export function refreshGenerations(cache: QueryClient): void {
  void cache.invalidateQueries({ queryKey: keys.all });
}

function withGeneration(known: Generation[], told: Generation): Generation[] {
  if (!known.some(({ id }) => id === told.id)) return [told, ...known];
  return known.map((one) => (one.id === told.id ? later(one, told) : one));
}

interface GenerationEvent {
  generation: Generation;
  avatar?: Avatar | null;
}

const put = (cache: QueryClient, { generation }: GenerationEvent): void => putGeneration(cache, generation);

export const generationEvents: EventHandlers = {
  snapshot: (cache, { generations }: { generations: Generation[] }) => {
    cache.setQueryData<Generation[]>(keys.open, generations.filter(isOpen));
    void cache.invalidateQueries({ queryKey: ["generations", "project"] });
  },
  "generation:queued": put,
  "generation:progress": put,
  "generation:cancelled": put,
  "generation:completed": (cache, { generation, avatar }: GenerationEvent) => {
    if (avatar) putAvatar(cache, avatar); // before its place is given up, so that nothing jumps
    putGeneration(cache, generation);
    announce(`${generation.name} is ready.`);
  },
  "generation:failed": (cache, { generation }: GenerationEvent) => {
    putGeneration(cache, generation);
    announce(`${generation.name} could not be made. ${generation.problem?.title ?? ""}`);
  },
};
