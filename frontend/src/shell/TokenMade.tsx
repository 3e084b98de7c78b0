import { Button, CopyButton } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { DialogFoot } from "~/ui/Dialog";
import styles from "./TokensSection.module.css";

/** The token itself. There is no second chance to see it, and the page says so. */
export function TokenMade({ token, onClose }: { token: string; onClose: () => void }) {
  return (
    <>
      <div className={styles.made}>
        <p>
          <strong>Copy it now: it is shown only this once.</strong> Whoever has it can do what you allowed, so keep it like a
          password.
        </p>
        <div className={styles.secret}>
          <code aria-label="Token">{token}</code>
          <CopyButton value={token} timeout={3000}>
            {({ copied, copy }) => (
              <Button
                data-autofocus
                size="xs"
                leftSection={copied ? <IconCheck size={16} stroke={2} aria-hidden /> : <IconCopy size={16} stroke={1.75} aria-hidden />}
                onClick={copy}
              >
                {copied ? "Copied" : "Copy"}
              </Button>
            )}
          </CopyButton>
        </div>
      </div>
      <DialogFoot>
        <Button variant="default" onClick={onClose}>
          Done
        </Button>
      </DialogFoot>
    </>
  );
}
