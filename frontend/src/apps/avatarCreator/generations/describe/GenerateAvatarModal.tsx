import { useMediaQuery } from "@mantine/hooks";
import { useState } from "react";
import { asProblem } from "~/api/problem";
import type { GenerateRequest } from "~/api/types";
import { offerUndo } from "~/ui/undo";
import { generate } from "../api";
import { AttributePickers, groupOf } from "./AttributePickers";
import { Description } from "./Description";
import { type Attribute, nextFace, orderOf, saysWho, useDraft } from "./draft";
import styles from "./GenerateAvatarModal.module.css";
import { LivePortrait } from "./LivePortrait";
import { OrderBar } from "./OrderBar";
import { PersonaFields } from "./PersonaFields";
import { PictureName } from "./PictureName";
import { ProviderChoice } from "./ProviderChoice";
import { Sheet, SheetForm } from "./Sheet";
import { Understood } from "./Understood";
import { useLivePreview } from "./useLivePreview";
import { useOrder } from "./useOrder";

interface Props {
  projectId: string;
  /** Stands beside the grid and stays open; else it covers the page and closes when it is sent. */
  isBeside: boolean;
  onClose: () => void;
  /** An earlier order to begin with. */
  start?: GenerateRequest | undefined;
}

/** Describe a person and see them while typing; then have them made. */
export default function GenerateAvatarModal({ projectId, isBeside, onClose, start }: Props) {
  const { draft, change, pick, reset } = useDraft(projectId, start);
  const { data: preview, error } = useLivePreview(draft);
  const order = useOrder({
    request: saysWho(draft) ? orderOf(draft) : null,
    count: draft.count,
    place: (request, key) => generate(projectId, request, key),
    onPlaced: () => {
      change({ name: "", ...nextFace(draft) });
      if (!isBeside) onClose();
    },
  });
  const [group, setGroup] = useState("person");
  const isWide = useMediaQuery("(min-width: 700px)", isBeside);
  const trouble = order.error ?? error;
  const problem = trouble && asProblem(trouble);

  const startOver = (): void => {
    reset();
    if (saysWho(draft)) offerUndo("The description is cleared.", () => change(draft));
  };
  const showPicker = (attribute: Attribute): void => {
    setGroup(groupOf(attribute));
    requestAnimationFrame(() => focusPicker(attribute));
  };
  const choice = (
    <div className={styles.order}>
      <PictureName name={draft.name} refused={problem?.fields["name"]} onChange={(name) => change({ name })} />
      <ProviderChoice
        draft={draft}
        cost={preview?.cost}
        refused={problem?.fields ?? {}}
        isWide={isWide}
        onChange={change}
      />
    </div>
  );
  return (
    <Sheet title="Describe a person" isBeside={isBeside} onClose={onClose} onReset={startOver}>
      <SheetForm
        person={
          <>
            <LivePortrait preview={preview} draft={draft} onChange={change} />
            {isWide && choice}
          </>
        }
        foot={<OrderBar count={draft.count} onCount={(count) => change({ count })} order={order} problem={problem} />}
        onSend={order.send}
      >
        <Description draft={draft} refused={problem?.fields["prompt"]} onChange={change} />
        <Understood preview={preview} draft={draft} onChange={change} onPick={pick} onOpen={showPicker} />
        <AttributePickers
          group={group}
          onGroup={setGroup}
          attributes={draft.attributes}
          understood={preview?.understood ?? {}}
          onPick={pick}
        />
        <PersonaFields persona={draft.persona} onChange={(persona) => change({ persona })} />
        {!isWide && choice}
      </SheetForm>
    </Sheet>
  );
}

function focusPicker(attribute: Attribute): void {
  const picker = document.getElementById(`pick-${attribute}`);
  picker?.scrollIntoView({ block: "center" });
  picker?.querySelector<HTMLInputElement>("input:checked, input")?.focus({ preventScroll: true });
}
