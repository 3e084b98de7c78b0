/** What one can do in the trash: bring back at once, or remove for ever once it was confirmed. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { TrashItem } from "~/api/types";
import { tell, tellProblem } from "~/ui/undo";
import { dropFromTrash, empty, refreshLiving, refreshTrash, restore } from "./api";

export function useTrash() {
  const cache = useQueryClient();
  const failed = (error: unknown): void => {
    refreshTrash(cache);
    tellProblem(error);
  };
  const restoring = useMutation({
    mutationFn: restore,
    onMutate: (item) => dropFromTrash(cache, [item]),
    onSuccess: (_, { name }) => {
      refreshLiving(cache);
      tell(`“${name}” is back.`);
    },
    onError: failed,
  });
  const emptying = useMutation({
    mutationFn: empty,
    onSuccess: (_, items) => {
      if (items) dropFromTrash(cache, items);
      refreshTrash(cache);
      tell(items?.length === 1 ? `“${items[0]?.name}” is gone for ever.` : "The trash is empty.");
    },
    onError: failed,
  });
  return {
    restore: (item: TrashItem) => restoring.mutate(item),
    /** All of it when none is named. */
    empty: (items?: TrashItem[]) => emptying.mutateAsync(items),
    isEmptying: emptying.isPending,
  };
}
