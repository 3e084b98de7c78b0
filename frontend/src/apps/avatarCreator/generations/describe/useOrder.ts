import { useRef } from "react";
import { idempotencyKey } from "~/api/client";
import { announce } from "~/ui/announce";
import { counted } from "~/ui/words";
import { useAvatarGeneration } from "../useAvatarGeneration";
import { anySeed, type Draft, orderOf, saysWho } from "./draft";

export interface Order {
  send: () => void;
  isSending: boolean;
  error: Error | null;
}

/** Sends the draft, once however often one tries; then the next face is ready to be asked for. */
export function useOrder(
  projectId: string,
  draft: Draft,
  change: (changes: Partial<Draft>) => void,
  onSent?: () => void,
): Order {
  const { generating } = useAvatarGeneration();
  const tried = useRef({ text: "", key: "" });

  const send = (): void => {
    if (generating.isPending || !saysWho(draft)) return;
    const request = orderOf(draft);
    const text = JSON.stringify(request);
    if (tried.current.text !== text) tried.current = { text, key: idempotencyKey() };
    generating.mutate(
      { projectId, request, key: tried.current.key },
      {
        onSuccess: () => {
          tried.current = { text: "", key: "" };
          announce(`${counted(draft.count, "portrait")} on the way.`);
          change({ name: "", seed: draft.keepsSeed ? draft.seed : anySeed() });
          onSent?.();
        },
      },
    );
  };
  return { send, isSending: generating.isPending, error: generating.error };
}
