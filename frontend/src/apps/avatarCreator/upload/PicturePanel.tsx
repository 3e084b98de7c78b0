import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { Fold } from "~/ui/Fold";
import { ProgressRing } from "~/ui/ProgressRing";
import { AttributePickers } from "../generations/describe/AttributePickers";
import { type Attribute, withPick } from "../generations/describe/draft";
import { PersonaFields } from "../generations/describe/PersonaFields";
import { CroppedPicture } from "./CroppedPicture";
import { Cropper } from "./Cropper";
import { KnownAlready } from "./KnownAlready";
import styles from "./PicturePanel.module.css";
import { PictureTrouble } from "./PictureTrouble";
import { isOnItsWay, stageWords } from "./stageWords";
import type { Picture, UploadQueue } from "./uploadQueue";

interface Props {
  picture: Picture;
  queue: UploadQueue;
  onRemove: () => void;
}

/** One picture closely: what is cut out of it, and who it shows. */
export function PicturePanel({ picture, queue, onRemove }: Props) {
  const { id, stage, problem } = picture;
  return (
    <div className={styles.panel}>
      <Sight picture={picture} queue={queue} />
      <div className={styles.words}>
        {problem && stage === "refused" && (
          <PictureTrouble picture={picture} problem={problem} onRetry={() => queue.retry(id)} onRemove={onRemove} />
        )}
        {stage === "ready" && <WhoItIs picture={picture} queue={queue} onRemove={onRemove} />}
        {stage === "stored" && <p className={styles.status}>{picture.avatar?.name} is in the project.</p>}
        {(stage === "unseen" || stage === "looking") && <p className={styles.status}>Looking at the picture…</p>}
        {isOnItsWay(picture) && (
          <div className={styles.status}>
            <p>
              {picture.name || picture.file.name}: {stageWords(picture)}
            </p>
            <Button variant="default" onClick={() => queue.cancel(id)}>
              Cancel
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}

function Sight({ picture, queue }: Omit<Props, "onRemove">) {
  const { id, stage, inspection, crop, address, file } = picture;
  if (stage === "ready" && inspection && crop) {
    return (
      <Cropper
        src={address}
        name={file.name}
        size={{ width: inspection.widthPx, height: inspection.heightPx }}
        crop={crop}
        suggested={inspection.suggestedCrop}
        faces={inspection.faces}
        onChange={(next) => queue.change(id, { crop: next })}
      />
    );
  }
  const isBusy = stage === "looking" || stage === "unseen" || isOnItsWay(picture);
  return (
    <div className={styles.sight} data-refused={stage === "refused" || undefined}>
      <CroppedPicture src={address} crop={crop} />
      {isBusy && (
        <span className={styles.veil}>
          <ProgressRing
            size={64}
            percent={stage === "sending" ? picture.sentPercent : null}
            label={`${file.name} on its way`}
          />
        </span>
      )}
    </div>
  );
}

function WhoItIs({ picture, queue, onRemove }: Props) {
  const { id, name, persona, attributes, inspection, isWanted } = picture;
  const [group, setGroup] = useState("person");
  const pick = (attribute: Attribute, value: string | string[] | null): void =>
    queue.change(id, { attributes: withPick(attributes, attribute, value) });
  return (
    <>
      <KnownAlready
        duplicates={inspection?.duplicates ?? []}
        isWanted={isWanted}
        onWant={(wanted) => queue.change(id, { isWanted: wanted })}
      />
      {(inspection?.faces ?? 0) > 1 && (
        <p className={styles.note}>There are {inspection?.faces} faces here. Move the frame to the one you mean.</p>
      )}
      <TextInput
        label="Name"
        placeholder="Who is it?"
        maxLength={120}
        value={name}
        onChange={(event) => queue.change(id, { name: event.target.value })}
      />
      <div className={styles.folds}>
        <PersonaFields persona={persona} onChange={(changed) => queue.change(id, { persona: changed })} />
        <Fold title="Looks" hint="Age, hair, face, clothes">
          <AttributePickers group={group} onGroup={setGroup} attributes={attributes} understood={{}} onPick={pick} />
        </Fold>
      </div>
      <Button className={styles.leave} variant="subtle" color="gray" size="compact-sm" onClick={onRemove}>
        Leave it out
      </Button>
    </>
  );
}
