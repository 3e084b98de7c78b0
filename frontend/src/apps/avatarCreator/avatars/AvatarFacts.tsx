import { ActionIcon, Tooltip } from "@mantine/core";
import { IconHeart, IconHeartFilled } from "@tabler/icons-react";
import type { ComponentProps, ReactNode } from "react";
import type { Avatar } from "~/api/types";
import { InlineEdit } from "~/ui/InlineEdit";
import styles from "./AvatarFacts.module.css";
import { FamilyRow } from "./FamilyRow";
import { LooksFacts } from "./LooksFacts";
import { PersonaFacts } from "./PersonaFacts";
import { RecipeFacts } from "./RecipeFacts";
import { SaveNote } from "./SaveNote";
import { TagEditor } from "./TagEditor";
import { useAvatarEdits } from "./useAvatarEdits";

interface Props {
  avatar: Avatar;
  linkTo: ComponentProps<typeof FamilyRow>["linkTo"];
  /** What one can do, between the name and the rest. */
  tools: ReactNode;
  /** Where the person is used. */
  usedBy: ReactNode;
}

/** All that is known of a person: who they are, how they look, how the picture was made, where it is used. */
export function AvatarFacts({ avatar, linkTo, tools, usedBy }: Props) {
  const edits = useAvatarEdits(avatar);
  const { shown, edit } = edits;
  return (
    <div onFocusCapture={edits.begin}>
      <SaveNote avatar={shown} {...edits} />
      <div className={styles.top}>
        <h2 className={styles.name}>
          <InlineEdit label="Name" value={shown.name} maxLength={120} required onSave={(name) => edit({ name })} />
        </h2>
        <Favourite isOn={shown.isFavorite} onChange={(isFavorite) => edit({ isFavorite })} />
      </div>
      {tools}
      <div className={styles.tags}>
        <TagEditor isInPlace tags={shown.tags} onChange={(tags) => edit({ tags })} />
      </div>
      <FamilyRow avatar={avatar} linkTo={linkTo} />
      <PersonaFacts persona={shown.persona} onChange={(persona) => edit({ persona })} />
      <LooksFacts avatar={shown} onChange={(attributes) => edit({ attributes })} />
      <RecipeFacts avatar={avatar} />
      {usedBy}
    </div>
  );
}

function Favourite({ isOn, onChange }: { isOn: boolean; onChange: (isOn: boolean) => void }) {
  const Heart = isOn ? IconHeartFilled : IconHeart;
  return (
    <Tooltip label={isOn ? "A favourite" : "Make a favourite"}>
      <ActionIcon size={40} aria-label="Favourite" aria-pressed={isOn} className={styles.heart} onClick={() => onChange(!isOn)}>
        <Heart size={24} stroke={1.75} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
