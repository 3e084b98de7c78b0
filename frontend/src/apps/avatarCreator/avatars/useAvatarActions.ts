/** What one can do with avatars: done at once on the page, taken back where the server refuses or by Undo. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { asProblem } from "~/api/problem";
import type { Avatar, AvatarUpdate } from "~/api/types";
import { offerChoice, offerUndo, tell, tellProblem } from "~/ui/undo";
import { changeAvatar, deleteAvatar, dropAvatars, forgetAvatars, freshAvatar, putAvatar, restoreAvatar } from "./api";
import { crosses, edited } from "./edits";
import { usedElsewhere } from "./usedElsewhere";

type Edit = Parameters<typeof changeAvatar>[0];

export function useAvatarActions() {
  const cache = useQueryClient();
  const put = (avatar: Avatar): void => putAvatar(cache, avatar);

  const changing = useMutation({
    mutationFn: changeAvatar,
    onMutate: ({ avatar, changes }) => put(edited(avatar, changes)),
    onSuccess: put,
    onError: (error, edit) => {
      if (asProblem(error).status === 412) return void settleWith(edit).catch(tellProblem);
      forgetAvatars(cache);
      tellProblem(error);
    },
  });
  /** Another edit was first. Where it touched other things both stand; else theirs is shown, and one's own is at hand. */
  const settleWith = async ({ avatar, changes }: Edit): Promise<void> => {
    const theirs = await freshAvatar(avatar.id);
    const keepMine = (): void => changing.mutate({ avatar: theirs, changes });
    if (!crosses(avatar, theirs, changes)) return keepMine();
    put(theirs);
    offerChoice(`“${theirs.name}” was changed in another tab`, "What you see now is theirs. Nothing is lost.", [
      { label: "Keep mine", act: keepMine },
      { label: "Take theirs", act: () => undefined },
    ]);
  };
  const restoring = useMutation({ mutationFn: restoreAvatar, onSuccess: put, onError: tellProblem });
  const deleting = useMutation({
    mutationFn: ({ id }: Avatar) => deleteAvatar(id),
    onMutate: ({ id }) => dropAvatars(cache, [id]),
    onSuccess: (_, { id, name, usageCount }) =>
      offerUndo(`“${name}” is deleted.${usedElsewhere([{ usageCount }])}`, () => restoring.mutate(id)),
    onError: (error, avatar) => {
      if (asProblem(error).status !== 404) put(avatar);
      tellProblem(error);
    },
  });

  const { mutate: change } = changing;
  const { mutate: remove } = deleting;
  return useMemo(
    () => ({
      change: (avatar: Avatar, changes: AvatarUpdate) => change({ avatar, changes }),
      remove: (avatar: Avatar) => remove(avatar),
      copyLink: (avatar: Avatar) => void copyLink(avatar).catch(tellProblem),
    }),
    [change, remove],
  );
}

async function copyLink({ id }: Avatar): Promise<void> {
  await navigator.clipboard.writeText(`${location.origin}/people/${id}`);
  tell("Link copied");
}
