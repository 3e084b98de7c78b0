import { Button } from "@mantine/core";
import type { TrashItem } from "~/api/types";
import { Dialog, DialogFoot } from "~/ui/Dialog";
import styles from "./ConfirmRemoval.module.css";

interface Props {
  /** Null for everything in the trash. */
  item: TrashItem | null;
  isRemoving: boolean;
  onRemove: () => void;
  onClose: () => void;
}

/** The one thing that cannot be undone is asked for first. */
export function ConfirmRemoval({ item, isRemoving, onRemove, onClose }: Props) {
  return (
    <Dialog title={item ? "Delete for ever?" : "Empty the trash?"} width={420} isSmall onClose={onClose}>
      <p className={styles.words}>
        {item ? `“${item.name}” and every picture of it` : "Everything in the trash, with every picture,"} will be
        removed from the disk. This cannot be undone.
      </p>
      <DialogFoot>
        <Button variant="default" data-autofocus onClick={onClose}>
          Keep
        </Button>
        <Button color="danger" loading={isRemoving} onClick={onRemove}>
          {item ? "Delete for ever" : "Empty trash"}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
