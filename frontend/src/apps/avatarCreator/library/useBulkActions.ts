/** What one can do with many people: seen at once, and taken back by Undo. */
import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { idempotencyKey } from "~/api/client";
import type { Avatar } from "~/api/types";
import { save } from "~/ui/saveFile";
import { offerUndo, tellProblem, tellWhile } from "~/ui/undo";
import { counted } from "~/ui/words";
import { dropAvatars, forgetAvatars, putAvatars } from "../avatars/api";
import {
  copyAvatars,
  deleteAvatars,
  favorAvatars,
  moveAvatars,
  packAvatars,
  restoreAvatars,
  tagAvatars,
} from "./api";
import { usedElsewhere } from "../avatars/usedElsewhere";
import { idsBy, idsOf, people, retagged } from "./manyPeople";

interface Place {
  id: string;
  name: string;
}

export function useBulkActions() {
  const cache = useQueryClient();
  return useMemo(() => {
    const heal = (): void => forgetAvatars(cache);
    /** Shows what will be, does it, and offers the way back; where that fails, the server's truth is shown. */
    const act = async (show: () => void, work: () => Promise<string[]>, done: (ids: string[]) => Way): Promise<void> => {
      show();
      try {
        const ids = await work();
        const { words, back } = done(ids);
        if (ids.length === 0) heal();
        offerUndo(words, () => void back().then(heal, failed));
      } catch (error) {
        failed(error);
      }
    };
    const failed = (error: unknown): void => {
      heal();
      tellProblem(error);
    };

    return {
      remove: (avatars: Avatar[]) =>
        act(
          () => dropAvatars(cache, idsOf(avatars)),
          () => deleteAvatars(idsOf(avatars)),
          (ids) => ({ words: `${people(ids.length)} deleted.${usedElsewhere(avatars)}`, back: () => restoreAvatars(ids) }),
        ),

      move: (avatars: Avatar[], to: Place) =>
        act(
          () => putAvatars(cache, avatars.map((avatar) => ({ ...avatar, projectId: to.id }))),
          () => moveAvatars(idsOf(avatars), to.id),
          (ids) => ({
            words: `${people(ids.length)} moved to “${to.name}”.`,
            back: async () => {
              for (const [projectId, theirs] of idsBy(avatars, (one) => one.projectId)) await moveAvatars(theirs, projectId);
            },
          }),
        ),

      copy: (avatars: Avatar[], to: Place) =>
        act(
          () => undefined,
          () => copyAvatars(idsOf(avatars), to.id, idempotencyKey()),
          (ids) => ({ words: `${people(ids.length)} copied to “${to.name}”.`, back: () => deleteAvatars(ids) }),
        ),

      tag: (avatars: Avatar[], add: string[], remove: string[]) =>
        act(
          () => putAvatars(cache, avatars.map((avatar) => ({ ...avatar, tags: retagged(avatar.tags, add, remove) }))),
          () => tagAvatars(idsOf(avatars), add, remove),
          (ids) => ({ words: `${people(ids.length)} tagged anew.`, back: () => tagsBack(avatars, add, remove) }),
        ),

      favor: (avatars: Avatar[], isFavorite: boolean) => {
        const others = avatars.filter((avatar) => avatar.isFavorite !== isFavorite);
        return act(
          () => putAvatars(cache, others.map((avatar) => ({ ...avatar, isFavorite }))),
          () => favorAvatars(idsOf(others), isFavorite),
          (ids) => ({
            words: `${people(ids.length)} ${isFavorite ? "marked as favourite" : "no favourite any more"}.`,
            back: () => favorAvatars(ids, !isFavorite),
          }),
        );
      },

      download: (avatars: Avatar[]) => {
        const everybody = counted(avatars.length, "person", "people");
        return tellWhile(`Packing ${everybody} …`, () =>
          packAvatars(idsOf(avatars), (pack, part, parts) =>
            save(pack, `${everybody.replace(" ", "-")}${parts > 1 ? `-${part}-of-${parts}` : ""}.zip`),
          ),
        );
      },
    };
  }, [cache]);
}

export type BulkActions = ReturnType<typeof useBulkActions>;

interface Way {
  words: string;
  back: () => Promise<unknown>;
}

/** Everybody as they were: those who had a tag already keep it, those who had it not lose it. */
async function tagsBack(avatars: Avatar[], add: string[], remove: string[]): Promise<void> {
  for (const tag of add) await tagAvatars(idsOf(avatars.filter(({ tags }) => !tags.includes(tag))), [], [tag]);
  for (const tag of remove) await tagAvatars(idsOf(avatars.filter(({ tags }) => tags.includes(tag))), [tag], []);
}
