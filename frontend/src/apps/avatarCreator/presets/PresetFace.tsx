import { IconUser } from "@tabler/icons-react";
import type { Preset } from "~/api/types";
import { Portrait } from "~/ui/Portrait";
import styles from "./PresetFace.module.css";

/** The drawn preview of a preset; one's own may have lost theirs with the picture it was made from. */
export function PresetFace({ preset, eager = false }: { preset: Preset; eager?: boolean }) {
  const { previewUrl, previewThumbhash } = preset;
  if (!previewUrl) {
    return (
      <span className={styles.nobody} aria-hidden>
        <IconUser size={56} stroke={1} />
      </span>
    );
  }
  return (
    <Portrait src={previewUrl} lastingSrc={previewUrl} alt="" thumbhash={previewThumbhash ?? undefined} eager={eager} />
  );
}
