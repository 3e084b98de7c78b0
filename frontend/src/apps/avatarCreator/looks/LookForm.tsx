import { Textarea } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { asProblem } from "~/api/problem";
import type { Provider } from "~/api/types";
import { providers } from "../generations/api";
import { OrderBar } from "../generations/describe/OrderBar";
import { PictureName } from "../generations/describe/PictureName";
import { ProviderChoice } from "../generations/describe/ProviderChoice";
import { providerOf } from "../generations/describe/providerOf";
import { SheetForm } from "../generations/describe/Sheet";
import { useOrder } from "../generations/describe/useOrder";
import { generateFromReference } from "./api";
import { ConsentChoice } from "./ConsentChoice";
import { KeepAndChange } from "./KeepAndChange";
import { Likeness } from "./Likeness";
import { orderOf, type useLookDraft } from "./lookDraft";
import styles from "./LookForm.module.css";
import { LookPortrait } from "./LookPortrait";
import { NobodyReads } from "./NobodyReads";
import { canDrawFrom, isPhotograph, type Origin, presentOf } from "./reference";
import { useLookPreview } from "./useLookPreview";

/** Below this likeness what one leaves open may come out otherwise. */
const LOOSE_BELOW = 0.75;

interface Props {
  projectId: string;
  origin: Origin;
  look: ReturnType<typeof useLookDraft>;
  isBeside: boolean;
  onChooseAnother: () => void;
  onPlaced: (() => void) | undefined;
}

/** What shall be different about somebody, what must stay, and who draws it. */
export function LookForm({ projectId, origin, look, isBeside, onChooseAnother, onPlaced }: Props) {
  const { draft, change, pick, toggleKept } = look;
  const { data: all = [], isPending } = useQuery(providers);
  const unfit = (provider: Provider): string | undefined =>
    canDrawFrom(origin, provider) ? undefined : "Draws from descriptions: cannot look at this picture.";
  const provider = providerOf(all, draft.provider, unfit);
  const { said, ignored, portrait, error } = useLookPreview(origin, draft, provider);
  const order = useOrder({
    request: provider ? orderOf(origin, draft, provider.id) : null,
    count: draft.count,
    place: (request, key) => generateFromReference(projectId, request, key),
    onPlaced: () => onPlaced?.(),
  });
  const isWide = useMediaQuery("(min-width: 700px)", isBeside);
  const trouble = order.error ?? error;
  const problem = trouble && asProblem(trouble);
  const nobodyReads = !isPending && !provider;
  const choice = !nobodyReads && (
    <div className={styles.order}>
      <PictureName name={draft.name} refused={problem?.fields["name"]} onChange={(name) => change({ name })} />
      <ProviderChoice
        draft={draft}
        cost={portrait?.cost}
        refused={problem?.fields ?? {}}
        unfit={unfit}
        isWide={isWide}
        onChange={change}
      />
    </div>
  );
  return (
    <SheetForm
      person={
        <>
          <LookPortrait
            origin={origin}
            portrait={portrait}
            isRough={draft.strength < LOOSE_BELOW}
            onChooseAnother={onChooseAnother}
          />
          {isWide && choice}
        </>
      }
      foot={<OrderBar one="this look" count={draft.count} onCount={(count) => change({ count })} order={order} problem={problem} />}
      onSend={order.send}
    >
      {nobodyReads && <NobodyReads all={all} />}
      {isPhotograph(origin) && <ConsentChoice consent={draft.consent} onChange={(consent) => change({ consent })} />}
      <Textarea
        label="What shall be different?"
        placeholder="In a hoodie, laughing, with round glasses"
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        data-autofocus
        value={draft.prompt}
        error={problem?.fields["prompt"]}
        onChange={({ target }) => change({ prompt: target.value })}
      />
      {ignored.length > 0 && <p className={styles.ignored}>Not drawn: {ignored.join(", ")}</p>}
      <KeepAndChange
        picture={origin.kind === "person" ? origin.avatar.smallImageUrl : origin.reference.thumbnailUrl}
        present={presentOf(origin)}
        asked={draft.attributes}
        said={said}
        keep={draft.keep}
        onPick={pick}
        onToggleKept={toggleKept}
      />
      <Likeness strength={draft.strength} onChange={(strength) => change({ strength })} />
      {!isWide && choice}
    </SheetForm>
  );
}
