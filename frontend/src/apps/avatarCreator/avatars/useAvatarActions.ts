/** What one can do with avatars: done at once on the page, taken back where the server refuses or by Undo. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { asProblem } from "~/api/problem";
import type { Avatar, AvatarUpdate } from "~/api/types";
import { offerUndo, tell, tellProblem } from "~/ui/undo";
import { changeAvatar, deleteAvatar, dropAvatars, forgetAvatars, putAvatar, restoreAvatar } from "./api";

export function useAvatarActions() {
  const cache = useQueryClient();
  const put = (avatar: Avatar): void => putAvatar(cache, avatar);

  const changing = useMutation({
    mutationFn: changeAvatar,
    onMutate: ({ avatar, changes }) => put(changed(avatar, changes)),
    onSuccess: put,
    onError: (error) => {
      forgetAvatars(cache);
      tellProblem(error);
    },
  });
  const restoring = useMutation({ mutationFn: restoreAvatar, onSuccess: put, onError: tellProblem });
  const deleting = useMutation({
    mutationFn: ({ id }: Avatar) => deleteAvatar(id),
    onMutate: ({ id }) => dropAvatars(cache, [id]),
    onSuccess: (_, { id, name }) => offerUndo(`“${name}” is deleted.`, () => restoring.mutate(id)),
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

/** How it will be once the server agrees: nested objects merge field by field. */
function changed(avatar: Avatar, { name, persona, attributes, tags, isFavorite }: AvatarUpdate): Avatar {
  return {
    ...avatar,
    name: name ?? avatar.name,
    persona: { ...avatar.persona, ...persona },
    attributes: { ...avatar.attributes, ...attributes },
    tags: tags ?? avatar.tags,
    isFavorite: isFavorite ?? avatar.isFavorite,
  };
}

async function copyLink({ id }: Avatar): Promise<void> {
  await navigator.clipboard.writeText(`${location.origin}/people/${id}`);
  tell("Link copied");
}
