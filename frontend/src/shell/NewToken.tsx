import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { CreatedApiToken } from "~/api/types";
import { Dialog } from "~/ui/Dialog";
import { TokenForm } from "./TokenForm";
import { TokenMade } from "./TokenMade";
import { tokens } from "./tokens";

/** Grants a token: first what it may do, then the token itself, shown once. */
export function NewToken({ onClose }: { onClose: () => void }) {
  const cache = useQueryClient();
  const [made, setMade] = useState<CreatedApiToken>();
  const show = (token: CreatedApiToken): void => {
    setMade(token);
    void cache.invalidateQueries(tokens);
  };
  return (
    <Dialog title={made ? `“${made.name}” is ready` : "New token"} width={520} onClose={onClose}>
      {made ? <TokenMade token={made.token} onClose={onClose} /> : <TokenForm onMade={show} onClose={onClose} />}
    </Dialog>
  );
}
