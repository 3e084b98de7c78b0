import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { asProblem } from "~/api/problem";
import type { ApiToken } from "~/api/types";
import { Dialog, DialogFoot } from "~/ui/Dialog";
import { tellProblem } from "~/ui/undo";
import styles from "./TokensSection.module.css";
import { revokeToken, tokens } from "./tokens";

/** There is no undo: what used the token stops at once. */
export function RevokeToken({ token, onClose }: { token: ApiToken; onClose: () => void }) {
  const cache = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => revokeToken(token.id),
    onError: (error) => {
      if (asProblem(error).status !== 404) tellProblem(error); // gone already is what one wanted
    },
    onSettled: async () => {
      await cache.invalidateQueries(tokens);
      onClose();
    },
  });
  return (
    <Dialog title={`Revoke “${token.name}”?`} width={460} isSmall onClose={onClose}>
      <div className={styles.words}>
        <p>{token.appName ?? "Whatever uses it"} is locked out at once. Your people stay as they are. This cannot be undone; you can make a new token.</p>
      </div>
      <DialogFoot>
        <Button variant="default" data-autofocus onClick={onClose}>
          Keep
        </Button>
        <Button color="danger.6" loading={isPending} onClick={() => mutate()}>
          Revoke
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
