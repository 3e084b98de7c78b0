/** What one can do with projects: done at once on the page, taken back where the server refuses or by Undo. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { idempotencyKey } from "~/api/client";
import type { Project, ProjectUpdate } from "~/api/types";
import { offerUndo, tellProblem } from "~/ui/undo";
import { changeProject, createProject, deleteProject, dropProject, putProject, restoreProject } from "./api";

export function useProjectManagement() {
  const cache = useQueryClient();
  const put = (project: Project): void => putProject(cache, project);

  const creating = useMutation({ mutationFn: createProject, onSuccess: put, onError: tellProblem });
  const changing = useMutation({
    mutationFn: changeProject,
    onMutate: ({ project, changes }) => put({ ...project, ...withoutNullName(changes) }),
    onSuccess: put,
    onError: (error, { project }) => {
      void cache.invalidateQueries({ queryKey: ["projects"] });
      put(project);
      tellProblem(error);
    },
  });
  const restoring = useMutation({ mutationFn: restoreProject, onSuccess: put, onError: tellProblem });
  const deleting = useMutation({
    mutationFn: ({ id }: Project) => deleteProject(id),
    onMutate: ({ id }) => dropProject(cache, id),
    onSuccess: (_, { id, name }) => offerUndo(`“${name}” is deleted.`, () => restoring.mutate(id)),
    onError: (error, project) => {
      put(project);
      tellProblem(error);
    },
  });

  return {
    isCreating: creating.isPending,
    create: (name: string) => creating.mutateAsync({ name, key: idempotencyKey() }),
    change: (project: Project, changes: ProjectUpdate) => changing.mutate({ project, changes }),
    remove: (project: Project) => deleting.mutate(project),
  };
}

function withoutNullName({ name, ...rest }: ProjectUpdate): Partial<Project> {
  return name ? { ...rest, name } : rest;
}
