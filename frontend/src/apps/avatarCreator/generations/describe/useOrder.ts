import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { idempotencyKey } from "~/api/client";
import { announce } from "~/ui/announce";
import { counted } from "~/ui/words";
import { refreshGenerations } from "../api";

export interface Order {
  send: () => void;
  canSend: boolean;
  isSending: boolean;
  error: Error | null;
}

interface Wanted<R> {
  /** Null as long as it does not say enough. */
  request: R | null;
  count: number;
  place: (request: R, key: string) => Promise<unknown>;
  onPlaced: () => void;
}

/** Places an order for pictures, once however often one tries; whatever kind of order it is. */
export function useOrder<R>({ request, count, place, onPlaced }: Wanted<R>): Order {
  const cache = useQueryClient();
  const tried = useRef({ text: "", key: "" });
  const placing = useMutation({
    mutationFn: ({ wanted, key }: { wanted: R; key: string }) => place(wanted, key),
    onSuccess: () => {
      tried.current = { text: "", key: "" };
      refreshGenerations(cache);
      announce(`${counted(count, "portrait")} on the way.`);
      onPlaced();
    },
  });

  const send = (): void => {
    if (placing.isPending || request === null) return;
    const text = JSON.stringify(request);
    if (tried.current.text !== text) tried.current = { text, key: idempotencyKey() };
    placing.mutate({ wanted: request, key: tried.current.key });
  };
  return { send, canSend: request !== null, isSending: placing.isPending, error: placing.error };
}
