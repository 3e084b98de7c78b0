import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { Dialog, DialogFoot } from "~/ui/Dialog";
import { DropCurtain } from "~/ui/DropCurtain";
import { DropZone } from "~/ui/DropZone";
import { usePicturesGiven } from "~/ui/usePicturesGiven";
import { ContactSheet } from "./ContactSheet";
import { PicturePanel } from "./PicturePanel";
import { isOnItsWay, sendWords, sumWords } from "./stageWords";
import styles from "./UploadAvatarModal.module.css";
import { isToSend, type Picture } from "./uploadQueue";
import { usePictures, useUploadQueue } from "./useUploads";

interface Props {
  projectId: string;
  onClose: () => void;
}

/** Brings pictures into a project: dropped, pasted or chosen, each cropped and named before it is sent. */
export default function UploadAvatarModal({ projectId, onClose }: Props) {
  const queue = useUploadQueue(projectId);
  const pictures = usePictures(queue);
  const [chosenId, setChosenId] = useState<string>();
  const chosen = pictures.find(({ id }) => id === chosenId) ?? pictures[0];
  const add = (files: File[]): void => queue.add(files);
  const isHeldOver = usePicturesGiven(true, add);
  const close = (): void => {
    queue.forgetStored();
    onClose();
  };
  useEffect(() => queue.forgetStored(), [queue]); // those who arrived while nobody looked
  useClosingWhenAllIsWell(pictures, close);

  const remove = (id: string): void => {
    setChosenId(neighbourOf(pictures, id));
    queue.remove(id);
  };
  return (
    <Dialog title="Upload" width={880} onClose={close}>
      {chosen ? (
        <>
          <ContactSheet
            pictures={pictures}
            chosenId={chosen.id}
            onChoose={setChosenId}
            onRemove={remove}
            onGiven={add}
          />
          <PicturePanel key={chosen.id} picture={chosen} queue={queue} onRemove={() => remove(chosen.id)} />
          <SendBar pictures={pictures} onSend={() => queue.send()} onClose={close} />
        </>
      ) : (
        <div className={styles.empty}>
          <DropZone several title="Drop pictures here" onGiven={add}>
            Or paste them. JPEG, PNG or WebP, up to 10 MB each. Where and when a photograph was taken is not kept.
          </DropZone>
        </div>
      )}
      {isHeldOver && <DropCurtain />}
    </Dialog>
  );
}

interface SendBarProps {
  pictures: readonly Picture[];
  onSend: () => void;
  onClose: () => void;
}

function SendBar({ pictures, onSend, onClose }: SendBarProps) {
  const isBusy = pictures.some(isOnItsWay);
  const canSend = pictures.some(isToSend);
  return (
    <DialogFoot>
      <p role="status">{sumWords(pictures)}</p>
      {canSend ? (
        <Button size="md" onClick={onSend}>
          {sendWords(pictures)}
        </Button>
      ) : (
        <Button size="md" variant="default" onClick={onClose}>
          {isBusy ? "Go on in the background" : "Done"}
        </Button>
      )}
    </DialogFoot>
  );
}

/** When everything that was sent from here has arrived there is nothing left to look at. */
function useClosingWhenAllIsWell(pictures: readonly Picture[], close: () => void): void {
  const wasSending = useRef(false);
  useEffect(() => {
    if (pictures.some(isOnItsWay)) wasSending.current = true;
    else if (wasSending.current && pictures.every(({ stage }) => stage === "stored")) {
      wasSending.current = false;
      close();
    }
  });
}

function neighbourOf(pictures: readonly Picture[], id: string): string | undefined {
  const place = pictures.findIndex((one) => one.id === id);
  return (pictures[place + 1] ?? pictures[place - 1])?.id;
}
