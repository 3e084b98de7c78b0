/** Presets on the wire and in the cache. The catalogue changes only by what one does here. */
import { infiniteQueryOptions, keepPreviousData, type QueryClient } from "@tanstack/react-query";
import { answer, api, idempotencyKey } from "~/api/client";
import type { FromPresetRequest, Preset, PresetCategory, PresetCreate, PresetUpdate } from "~/api/types";

const APP = "/api/apps/avatar-creator";
const PRESETS = `${APP}/presets` as const;
const keys = { all: ["presets"] as const, list: (wanted: Wanted) => ["presets", "list", wanted] as const };

/** Which presets one wants to see; what is undefined is left open. */
export interface Wanted {
  category?: PresetCategory | undefined;
  own?: boolean | undefined;
  gender?: "female" | "male" | "unisex" | undefined;
  ageRange?: "young" | "adult" | "mature" | undefined;
  q?: string | undefined;
  sort: "popular" | "name" | "newest";
}

/** The last answer stays while the next comes: nothing flickers while one types. */
export function presetList(wanted: Wanted) {
  return infiniteQueryOptions({
    queryKey: keys.list(wanted),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) =>
      answer(api.GET(PRESETS, { params: { query: { ...wanted, cursor, limit: 48 } }, signal })),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export function createPreset(preset: PresetCreate): Promise<Preset> {
  return answer(api.POST(PRESETS, { params: { header: { "Idempotency-Key": idempotencyKey() } }, body: preset }));
}

export function changePreset({ id, changes }: { id: string; changes: PresetUpdate }): Promise<Preset> {
  return answer(api.PUT(`${PRESETS}/{preset_id}`, { params: { path: { preset_id: id } }, body: changes }));
}

export function deletePreset(id: string): Promise<unknown> {
  return answer(api.DELETE(`${PRESETS}/{preset_id}`, { params: { path: { preset_id: id } } }));
}

export function forgetPresets(cache: QueryClient): Promise<void> {
  return cache.invalidateQueries({ queryKey: keys.all });
}

/** `key`: the order is placed once, however often it is sent. */
export function generateFromPreset(projectId: string, request: FromPresetRequest, key: string) {
  return answer(
    api.POST(`${APP}/projects/{project_id}/avatars/from-preset`, {
      params: { path: { project_id: projectId }, header: { "Idempotency-Key": key } },
      body: request,
    }),
  );
}
