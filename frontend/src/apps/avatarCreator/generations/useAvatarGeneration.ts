/** What one can do with generations. Their events tell how they go on. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { tellProblem } from "~/ui/undo";
import { cancelGeneration, putGeneration, refreshGenerations, retryGeneration } from "./api";

export function useAvatarGeneration() {
  const cache = useQueryClient();
  const refresh = (): void => refreshGenerations(cache);

  const cancelling = useMutation({
    mutationFn: cancelGeneration,
    onSuccess: (generation) => putGeneration(cache, generation),
    onError: (error) => {
      refresh(); // it may have ended meanwhile
      tellProblem(error);
    },
  });
  const retrying = useMutation({ mutationFn: retryGeneration, onSuccess: refresh, onError: tellProblem });

  return {
    cancel: (id: string) => cancelling.mutate(id),
    retry: (id: string) => retrying.mutate(id),
  };
}
