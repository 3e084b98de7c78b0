import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { avatarById } from "../avatars/api";
import { Sheet } from "../generations/describe/Sheet";
import { useLookDraft } from "./lookDraft";
import { LookForm } from "./LookForm";
import { OriginChoice } from "./OriginChoice";
import type { Origin } from "./reference";

interface Props {
  projectId: string;
  /** Whom one came from; null where that is still to be chosen. */
  avatarId: string | null;
  /** Others like them are wanted, rather than themselves. */
  isAlike: boolean;
  /** Stands beside the grid and stays open; else it covers the page and closes when it is sent. */
  isBeside: boolean;
  onClose: () => void;
}

/** A picture that begins with another: the same person with a new look, or others like them. */
export default function NewLookSheet({ projectId, avatarId, isAlike, isBeside, onClose }: Props) {
  const known = useQuery({ ...avatarById(useQueryClient(), avatarId ?? ""), enabled: avatarId !== null });
  const [chosen, setChosen] = useState<Origin | null>();
  const origin = chosen === undefined && known.data ? { kind: "person" as const, avatar: known.data } : (chosen ?? null);
  const look = useLookDraft(isAlike);
  const isArriving = avatarId !== null && chosen === undefined && known.isPending;
  return (
    <Sheet title={titleOf(origin, isAlike)} isBeside={isBeside} onClose={onClose} onReset={look.reset}>
      {origin && (
        <LookForm
          projectId={projectId}
          origin={origin}
          look={look}
          isBeside={isBeside}
          onChooseAnother={() => setChosen(null)}
          onPlaced={isBeside ? undefined : onClose}
        />
      )}
      {!origin && !isArriving && <OriginChoice projectId={projectId} onChoose={setChosen} />}
    </Sheet>
  );
}

function titleOf(origin: Origin | null, isAlike: boolean): string {
  if (origin?.kind !== "person") return "From a reference";
  return isAlike ? "More like this" : "New look";
}
