import { IconCamera, IconLayoutGrid, IconUpload, IconUserScan, type TablerIcon } from "@tabler/icons-react";
import type { Avatar } from "~/api/types";
import { counted } from "~/ui/words";
import styles from "./AvatarCard.module.css";

// The built-in drawing of a description is the rule: only what is not that is worth a mark.
const sources: Record<Avatar["sourceType"], { Icon: TablerIcon; label: string } | null> = {
  text_to_image: null,
  uploaded: { Icon: IconUpload, label: "Uploaded" },
  from_preset: { Icon: IconLayoutGrid, label: "From a preset" },
  from_reference: { Icon: IconUserScan, label: "From a reference" },
};
const DRAWN_BY_US = "illustrated";

/** Where a picture came from, who made it and how often it is used, in as little room as there is. */
export function AvatarMarks({ avatar }: { avatar: Avatar }) {
  const source = sources[avatar.sourceType];
  const { provider } = avatar.recipe;
  return (
    <span className={styles.marks}>
      {source && <Mark {...source} />}
      {provider && provider !== DRAWN_BY_US && <Mark Icon={IconCamera} label={`Made by ${provider}`} />}
      {avatar.usageCount > 0 && (
        <span title={`Used ${counted(avatar.usageCount, "time")}`}>
          {avatar.usageCount.toLocaleString("en")}×<span className="visually-hidden"> used</span>
        </span>
      )}
    </span>
  );
}

function Mark({ Icon, label }: { Icon: TablerIcon; label: string }) {
  return (
    <span title={label}>
      <Icon size={15} stroke={1.75} aria-hidden />
      <span className="visually-hidden">{label}</span>
    </span>
  );
}
