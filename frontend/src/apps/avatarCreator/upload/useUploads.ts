import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { announce } from "~/ui/announce";
import { putAvatar } from "../avatars/api";
import { type Picture, UploadQueue } from "./uploadQueue";

const queues = new WeakMap<QueryClient, Map<string, UploadQueue>>();

/** The one queue of a project, whoever asks. */
export function useUploadQueue(projectId: string): UploadQueue {
  return queueOf(useQueryClient(), projectId);
}

export function usePictures(queue: UploadQueue): readonly Picture[] {
  return useSyncExternalStore(queue.subscribe, queue.read);
}

function queueOf(cache: QueryClient, projectId: string): UploadQueue {
  const known = queues.get(cache) ?? new Map<string, UploadQueue>();
  queues.set(cache, known);
  const queue =
    known.get(projectId) ??
    new UploadQueue(projectId, (avatar) => {
      putAvatar(cache, avatar);
      announce(`${avatar.name} is here.`);
    });
  known.set(projectId, queue);
  return queue;
}
