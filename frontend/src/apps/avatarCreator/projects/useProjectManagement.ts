/** What one can do with projects: done at once on the page, taken back where the server refuses or by Undo. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { idempotencyKey } from "~/api/client";
import { asProblem } from "~/api/problem";
import type { Project, ProjectUpdate } from "~/api/types";
import { saveFrom } from "~/ui/saveFile";
import { offerChoice, offerUndo, tellProblem } from "~/ui/undo";
import {
  changeProject,
  createProject,
  deleteProject,
  dropProject,
  exportAddress,
  freshProject,
  putProject,
  restoreProject,
} from "./api";

export function useProjectManagement() {
  const cache = useQueryClient();
  const put = (project: Project): void => putProject(cache, project);

  const creating = useMutation({ mutationFn: createProject, onSuccess: put, onError: tellProblem });
  const changing = useMutation({
    mutationFn: changeProject,
    onMutate: ({ project, changes }) => put({ ...project, ...withoutNullName(changes) }),
    onSuccess: put,
    onError: (error, { project, changes }) => {
      put(project);
      if (asProblem(error).status === 412) return void chooseOne(project.id, changes).catch(tellProblem);
      void cache.invalidateQueries({ queryKey: ["projects"] });
      tellProblem(error);
    },
  });
  /** Somebody else was first: theirs is shown, and one's own is kept at hand. */
  const chooseOne = async (id: string, changes: ProjectUpdate): Promise<void> => {
    const theirs = await freshProject(id);
    put(theirs);
    offerChoice(`“${theirs.name}” was changed in another tab`, "What you see now is theirs. Nothing is lost.", [
      { label: "Keep mine", act: () => changing.mutate({ project: theirs, changes }) },
      { label: "Take theirs", act: () => undefined },
    ]);
  };
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
    /** Asked for first, so that a session that has ended or a project that is gone is told before the browser goes. */
    exportFile: ({ id }: Project) => void freshProject(id).then(() => saveFrom(exportAddress(id)), tellProblem),
  };
}

function withoutNullName({ name, ...rest }: ProjectUpdate): Partial<Project> {
  return name ? { ...rest, name } : rest;
}
