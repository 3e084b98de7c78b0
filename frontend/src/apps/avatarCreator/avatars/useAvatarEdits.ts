/** Editing one person in place: shown at once, saved one edit after the other under the version one saw. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { asProblem, type Problem } from "~/api/problem";
import type { Avatar, AvatarUpdate } from "~/api/types";
import { tellProblem } from "~/ui/undo";
import { changeAvatar, freshAvatar, putAvatar } from "./api";
import { crosses, edited, takenBack, together } from "./edits";

/** What has been typed and is not yet kept by the server. */
interface Edit {
  saw: Avatar;
  update: AvatarUpdate;
  isUndo: boolean;
}

export type SaveState =
  | { kind: "resting" }
  | { kind: "saving" }
  | { kind: "saved" }
  | { kind: "failed"; problem: Problem }
  /** Somebody else changed the same thing: `theirs` is how it stands now. */
  | { kind: "crossed"; theirs: Avatar; update: AvatarUpdate };

export function useAvatarEdits(avatar: Avatar) {
  const cache = useQueryClient();
  const [waiting, setWaiting] = useState<Edit[]>([]);
  const [state, setState] = useState<SaveState>({ kind: "resting" });
  const [undos, setUndos] = useState<AvatarUpdate[]>([]);
  const queue = useRef<Edit[]>([]);
  const isSaving = useRef(false);
  const version = useRef(avatar.version);
  const isLeft = useRef(false);
  useEffect(() => {
    isLeft.current = false;
    return () => {
      isLeft.current = true;
    };
  }, []);

  const shown = useMemo(() => waiting.reduce((person, { update }) => edited(person, update), avatar), [avatar, waiting]);
  const latest = useRef(shown);
  const began = useRef<Avatar>(undefined);
  useEffect(() => {
    latest.current = shown;
  }, [shown]);

  const setQueue = useCallback((edits: Edit[]): void => {
    queue.current = edits;
    setWaiting(edits);
  }, []);

  const save = useCallback(async (): Promise<void> => {
    if (isSaving.current) return;
    isSaving.current = true;
    try {
      for (let edit = queue.current[0]; edit; edit = queue.current[0]) {
        setState({ kind: "saving" });
        const base = { ...edit.saw, version: Math.max(version.current, edit.saw.version) };
        const saved = await keep(base, edit);
        if ("theirs" in saved) return setState({ kind: "crossed", theirs: saved.theirs, update: allOf(queue.current) });
        version.current = saved.version;
        putAvatar(cache, saved);
        const { saw, update, isUndo } = edit;
        setUndos((old) => (isUndo ? old.slice(0, -1) : [...old, takenBack(saw, update)]));
        setQueue(queue.current.slice(1));
      }
      setState({ kind: "saved" });
    } catch (error) {
      if (isLeft.current) tellProblem(error); // one has gone on: there is no other place to say it
      setState({ kind: "failed", problem: asProblem(error) });
    } finally {
      isSaving.current = false;
    }
  }, [cache, setQueue]);

  const add = useCallback(
    (update: AvatarUpdate, isUndo: boolean): void => {
      const saw = began.current ?? latest.current;
      began.current = undefined;
      latest.current = edited(latest.current, update);
      setQueue([...queue.current, { saw, update, isUndo }]);
      void save();
    },
    [save, setQueue],
  );

  const discard = useCallback((): void => {
    setQueue([]);
    setState({ kind: "resting" });
  }, [setQueue]);

  const lastUndo = undos.at(-1);
  return {
    shown,
    state,
    /** One begins to write: what the page shows now is what one saw, whatever arrives meanwhile. */
    begin: () => {
      began.current = latest.current;
    },
    edit: (update: AvatarUpdate) => add(update, false),
    undo: lastUndo && state.kind === "saved" ? () => add(lastUndo, true) : undefined,
    retry: () => void save(),
    /** After a crossing: keeps what the other wrote. */
    takeTheirs: (theirs: Avatar) => {
      version.current = theirs.version;
      putAvatar(cache, theirs);
      discard();
    },
    /** After a crossing: writes one's own over it. */
    takeMine: (theirs: Avatar) => {
      version.current = theirs.version;
      putAvatar(cache, theirs);
      setQueue([{ saw: theirs, update: allOf(queue.current), isUndo: false }]);
      void save();
    },
    discard,
  };
}

export type AvatarEdits = ReturnType<typeof useAvatarEdits>;

/** Saves one edit. Where another's came between but touched other things, both stand. */
async function keep(base: Avatar, { saw, update }: Edit): Promise<Avatar | { theirs: Avatar }> {
  try {
    return await changeAvatar({ avatar: base, changes: update });
  } catch (error) {
    if (asProblem(error).status !== 412) throw error;
    const theirs = await freshAvatar(base.id);
    return crosses(saw, theirs, update) ? { theirs } : keep(theirs, { saw: theirs, update, isUndo: false });
  }
}

function allOf(edits: Edit[]): AvatarUpdate {
  return edits.reduce((all, { update }) => together(all, update), {} as AvatarUpdate);
}
