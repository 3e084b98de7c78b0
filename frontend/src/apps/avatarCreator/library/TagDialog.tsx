import { Button } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import type { Avatar } from "~/api/types";
import { Dialog, DialogFoot } from "~/ui/Dialog";
import { counted } from "~/ui/words";
import { TagEditor } from "../avatars/TagEditor";
import { tagsOf } from "./manyPeople";
import styles from "./TagDialog.module.css";

interface Props {
  avatars: Avatar[];
  onSave: (add: string[], remove: string[]) => void;
  onClose: () => void;
}

/** Tags of one or many: new ones for all, and those that some have, to be taken away. */
export default function TagDialog({ avatars, onSave, onClose }: Props) {
  const [add, setAdd] = useState<string[]>([]);
  const [remove, setRemove] = useState<string[]>([]);
  const kept = tagsOf(avatars).filter(({ tag }) => !remove.includes(tag));
  const who = avatars.length === 1 ? (avatars[0]?.name ?? "") : counted(avatars.length, "person", "people");
  return (
    <Dialog title={`Tags of ${who}`} width={440} isSmall onClose={onClose}>
      <div className={styles.body}>
        <TagEditor label="New tags" tags={add} onChange={setAdd} />
        {kept.length > 0 && (
          <ul className={styles.tags} aria-label="Tags there are">
            {kept.map(({ tag, count }) => (
              <li key={tag}>
                <button type="button" className={styles.tag} onClick={() => setRemove([...remove, tag])}>
                  {tag}
                  {count < avatars.length && <span className={styles.count}>{count.toLocaleString("en")}</span>}
                  <IconX size={14} stroke={2} aria-hidden />
                  <span className="visually-hidden">, take away</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
      <DialogFoot>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button disabled={add.length + remove.length === 0} onClick={() => onSave(add, remove)}>
          Save
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
