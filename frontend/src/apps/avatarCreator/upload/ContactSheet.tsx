import { IconAlertTriangle, IconCheck, IconCopy, IconPlus } from "@tabler/icons-react";
import { useFileChoice } from "~/ui/DropZone";
import { ProgressRing } from "~/ui/ProgressRing";
import styles from "./ContactSheet.module.css";
import { CroppedPicture } from "./CroppedPicture";
import { stageWords } from "./stageWords";
import type { Picture } from "./uploadQueue";

interface Props {
  pictures: readonly Picture[];
  chosenId: string | undefined;
  onChoose: (id: string) => void;
  onRemove: (id: string) => void;
  onGiven: (files: File[]) => void;
}

/** All pictures side by side with how each stands; one of them is looked at closely. */
export function ContactSheet({ pictures, chosenId, onChoose, onRemove, onGiven }: Props) {
  const { input, choose } = useFileChoice(true, onGiven);
  return (
    <ul className={styles.sheet} aria-label="Pictures to add">
      {pictures.map((picture) => (
        <li key={picture.id}>
          <button
            type="button"
            className={styles.tile}
            aria-current={picture.id === chosenId}
            aria-label={`${picture.name || picture.file.name}, ${stageWords(picture)}`}
            data-stage={picture.stage}
            data-left={!picture.isWanted || undefined}
            onClick={() => onChoose(picture.id)}
            onKeyDown={(event) => event.key === "Delete" && onRemove(picture.id)}
          >
            <CroppedPicture src={picture.address} crop={picture.crop} />
            <Mark picture={picture} />
          </button>
        </li>
      ))}
      <li>
        <button type="button" className={styles.more} aria-label="Add more pictures" onClick={choose}>
          <IconPlus size={24} stroke={1.5} aria-hidden />
        </button>
        {input}
      </li>
    </ul>
  );
}

function Mark({ picture }: { picture: Picture }) {
  const { stage, sentPercent, isWanted } = picture;
  const sign = { size: 16, stroke: 2.25, "aria-hidden": true } as const;
  if (stage === "unseen" || stage === "looking" || stage === "waiting" || stage === "sending") {
    const percent = stage === "sending" ? sentPercent : null;
    return (
      <span className={styles.veil}>
        <ProgressRing size={32} percent={percent} label={`Progress of ${picture.file.name}`} />
      </span>
    );
  }
  if (stage === "refused") return <span className={styles.mark} data-kind="trouble"><IconAlertTriangle {...sign} /></span>;
  if (stage === "stored") return <span className={styles.mark} data-kind="stored"><IconCheck {...sign} /></span>;
  return isWanted ? null : <span className={styles.mark}><IconCopy {...sign} /></span>;
}
