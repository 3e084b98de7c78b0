/** Projects on the wire and in the cache: keys, queries, and what events do to them. */
import { infiniteQueryOptions, keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import { postForm } from "~/api/form";
import { changeCached, type EventHandlers, later } from "~/api/live";
import { type Pages, withItem, withoutItem } from "~/api/pages";
import type { ImportedProject, Project, ProjectPage, ProjectUpdate } from "~/api/types";

const PROJECTS = "/api/apps/avatar-creator/projects";

const keys = {
  all: ["projects"] as const,
  list: ["projects", "list"] as const,
  one: (id: string) => ["projects", "one", id] as const,
};

/** Newest changed first. */
export function projectList() {
  return infiniteQueryOptions({
    queryKey: keys.list,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) => answer(api.GET(PROJECTS, { params: { query: { cursor } }, signal })),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** Those whose name holds the words, for what picks one: in the order of their names. Asked anew at each opening. */
export function foundProjects(words: string) {
  return infiniteQueryOptions({
    queryKey: [...keys.all, "found", words] as const,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) =>
      answer(api.GET(PROJECTS, { params: { query: { cursor, q: words, sort: "name" } }, signal })),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 60_000,
  });
}

/** The project itself; its people are a list of the avatars' room. */
export function projectById(cache: QueryClient, id: string) {
  return queryOptions<Project>({
    queryKey: keys.one(id),
    queryFn: ({ signal }) => freshProject(id, signal),
    placeholderData: () =>
      cache
        .getQueryData<Pages<ProjectPage>>(keys.list)
        ?.pages.flatMap((page) => page.items)
        .find((project) => project.id === id),
  });
}

export function createProject({ name, key }: { name: string; key: string }): Promise<Project> {
  return answer(api.POST(PROJECTS, { params: { header: { "Idempotency-Key": key } }, body: { name } }));
}

export function changeProject({ project, changes }: { project: Project; changes: ProjectUpdate }): Promise<Project> {
  return answer(
    api.PUT(`${PROJECTS}/{project_id}`, {
      params: { path: { project_id: project.id }, header: { "If-Match": `"${project.version}"` } },
      body: changes,
    }),
  );
}

export function deleteProject(id: string) {
  return answer(api.DELETE(`${PROJECTS}/{project_id}`, { params: { path: { project_id: id } } }));
}

export function restoreProject(id: string): Promise<Project> {
  return answer(api.POST(`${PROJECTS}/{project_id}/restore`, { params: { path: { project_id: id } } }));
}

/** Where the whole project is to be had as one file. */
export function exportAddress(id: string): string {
  return `${PROJECTS}/${id}/export`;
}

/** All of it or nothing. `onSent` is told how much of the file has left, 0 to 100. */
export function importProject(file: File, key: string, onSent: (percent: number) => void): Promise<ImportedProject> {
  const form = new FormData();
  form.set("file", file);
  return postForm(`${PROJECTS}/import`, form, { key, onSent });
}

/** As the server has it now, whatever is cached. */
export function freshProject(id: string, signal?: AbortSignal): Promise<Project> {
  return answer(api.GET(`${PROJECTS}/{project_id}`, { params: { path: { project_id: id } }, signal }));
}

/** Puts a project wherever it belongs in the cache. */
export function putProject(cache: QueryClient, project: Project): void {
  changeCached<Project>(cache, keys.one(project.id), (old) => later(old, project));
  changeCached<Pages<ProjectPage>>(cache, keys.list, (pages) => withItem(pages, project));
}

export function dropProject(cache: QueryClient, id: string): void {
  changeCached<Pages<ProjectPage>>(cache, keys.list, (pages) => withoutItem(pages, id));
}

interface ProjectEvent {
  projectId: string;
  project: Project | null;
}

/** The newest faces and their number are part of a project, and no project event tells of them. */
function refreshFaces(cache: QueryClient, { projectId }: { projectId: string }): void {
  void cache.invalidateQueries({ queryKey: keys.one(projectId) });
  void cache.invalidateQueries({ queryKey: keys.list });
}

export const projectEvents: EventHandlers = {
  snapshot: (cache) => void cache.invalidateQueries({ queryKey: keys.all }),
  "project:updated": (cache, { project }: ProjectEvent) => {
    if (project) putProject(cache, project);
  },
  "project:deleted": (cache, { projectId }: ProjectEvent) => {
    dropProject(cache, projectId);
    void cache.invalidateQueries({ queryKey: keys.one(projectId) });
  },
  "avatar:created": refreshFaces,
  "avatar:deleted": refreshFaces,
};
