import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Avatar } from "~/api/types";
import { Portrait } from "~/ui/Portrait";
import { tell } from "~/ui/undo";
import { avatarById, lastingImage } from "../avatars/api";
import { createPreset } from "./api";
import { PresetForm, type PresetWords } from "./PresetForm";
import styles from "./PresetForm.module.css";

interface Props {
  avatarId: string;
  onClose: () => void;
}

/** Makes somebody ready to be used again, in every project. */
export default function SaveAsPreset({ avatarId, onClose }: Props) {
  const { data: avatar } = useQuery(avatarById(useQueryClient(), avatarId));
  if (!avatar) return null;
  return (
    <PresetForm
      title="Save as preset"
      action="Save preset"
      start={{ name: avatar.persona.name ?? avatar.name, title: "", category: "casual", isPublic: false }}
      onSave={(words) => save(avatar, words)}
      onClose={onClose}
    >
      <div className={styles.who}>
        <span>
          <Portrait eager src={avatar.thumbnailUrl} lastingSrc={lastingImage(avatar.id, "300")} alt={avatar.name} />
        </span>
        <p>The persona, the looks and the description go along, so that others can be made from them.</p>
      </div>
    </PresetForm>
  );
}

async function save({ id }: Avatar, { title, ...words }: PresetWords): Promise<void> {
  await createPreset({ avatarId: id, ...words, ...(title && { title }) });
  tell(`“${words.name}” is ready among your presets.`);
}
