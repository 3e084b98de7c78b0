import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { Avatar } from "~/api/types";
import { Dialog, DialogFoot } from "~/ui/Dialog";
import { counted } from "~/ui/words";
import { usageHistory } from "./api";
import { appTitle } from "./appTitle";
import styles from "./DeleteWarning.module.css";

interface Props {
  avatar: Avatar;
  onDelete: () => void;
  onClose: () => void;
}

/** Before somebody goes whom other apps use: which, how often, and what it means for them. */
export function DeleteWarning({ avatar, onDelete, onClose }: Props) {
  const { data } = useInfiniteQuery(usageHistory(avatar.id));
  const apps = data?.pages[0]?.summary.apps ?? [];
  return (
    <Dialog title={`Delete “${avatar.name}”?`} width={480} isSmall onClose={onClose}>
      <div className={styles.words}>
        <p>
          {apps.length > 0 ? (
            <>
              <strong>{listed(apps.map(appTitle))}</strong> used this person,{" "}
              {counted(avatar.usageCount, "time")} in all.
            </>
          ) : (
            <>Other apps used this person {counted(avatar.usageCount, "time")}.</>
          )}{" "}
          Their pictures of this person may stop showing.
        </p>
        <p>You can bring the person back from the trash for 30 days.</p>
      </div>
      <DialogFoot>
        <Button variant="default" data-autofocus onClick={onClose}>
          Keep
        </Button>
        <Button color="danger.6" onClick={onDelete}>
          Delete
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

const list = new Intl.ListFormat("en");

/** At most three by name. */
function listed(names: string[]): string {
  return list.format(names.length <= 3 ? names : [...names.slice(0, 2), `${names.length - 2} more`]);
}
