import { Button } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useState } from "react";
import { asProblem } from "~/api/problem";
import type { Preset } from "~/api/types";
import { Fold } from "~/ui/Fold";
import { counted } from "~/ui/words";
import { AttributePickers } from "../generations/describe/AttributePickers";
import { type Attribute, nextFace, withPick } from "../generations/describe/draft";
import { LivePortrait } from "../generations/describe/LivePortrait";
import { OrderBar } from "../generations/describe/OrderBar";
import { PersonaFields } from "../generations/describe/PersonaFields";
import { PictureName } from "../generations/describe/PictureName";
import { ProviderChoice } from "../generations/describe/ProviderChoice";
import { useLivePreview } from "../generations/describe/useLivePreview";
import { useOrder } from "../generations/describe/useOrder";
import { generateFromPreset } from "./api";
import { PresetMenu } from "./PresetMenu";
import styles from "./PresetDetail.module.css";
import { draftOf, orderOf } from "./presetDraft";

interface Props {
  projectId: string;
  preset: Preset;
  /** Where the detail covers the faces. */
  onBack: (() => void) | undefined;
  onPlaced: () => void;
}

/** One preset: who they are, what one would change, and how that would look. */
export function PresetDetail({ projectId, preset, onBack, onPlaced }: Props) {
  const [draft, setDraft] = useState(() => draftOf(preset));
  const [group, setGroup] = useState("person");
  const change = (changes: Partial<typeof draft>): void => setDraft((old) => ({ ...old, ...changes }));
  const pick = (attribute: Attribute, value: string | string[] | null): void =>
    change({ attributes: withPick(draft.attributes, attribute, value) });
  const { data: preview, error } = useLivePreview(draft);
  const order = useOrder({
    request: orderOf(preset, draft),
    count: draft.count,
    place: (request, key) => generateFromPreset(projectId, request, key),
    onPlaced: () => {
      change(nextFace(draft));
      onPlaced();
    },
  });
  const trouble = order.error ?? error;
  const problem = trouble && asProblem(trouble);
  return (
    <section className={styles.detail} aria-label={preset.name}>
      <div className={styles.scroll}>
        {onBack && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-md"
            leftSection={<IconArrowLeft size={18} aria-hidden />}
            onClick={onBack}
          >
            All presets
          </Button>
        )}
        <div className={styles.portrait}>
          <LivePortrait preview={preview} draft={draft} onChange={change} />
        </div>
        <Who preset={preset} />
        <PictureName
          label="Name"
          name={draft.name}
          placeholder={preset.name}
          refused={problem?.fields["customName"]}
          onChange={(name) => change({ name })}
        />
        <div className={styles.folds}>
          <Fold title="Looks" hint="Hair, clothes, face, backdrop">
            <AttributePickers
              group={group}
              onGroup={setGroup}
              attributes={draft.attributes}
              understood={{}}
              onPick={pick}
            />
          </Fold>
          <PersonaFields isFolded persona={draft.persona} onChange={(persona) => change({ persona })} />
        </div>
        <ProviderChoice
          draft={draft}
          cost={preview?.cost}
          refused={problem?.fields ?? {}}
          isWide={false}
          onChange={change}
        />
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          order.send();
        }}
      >
        <OrderBar count={draft.count} onCount={(count) => change({ count })} order={order} problem={problem} />
      </form>
    </section>
  );
}

function Who({ preset }: { preset: Preset }) {
  const { name, title, persona, usageCount, tags } = preset;
  const facts = [
    persona.age ? `${persona.age} years old` : "",
    (persona.personality ?? []).join(", "),
    usageCount > 0 ? `used ${counted(usageCount, "time")}` : "",
  ];
  return (
    <div className={styles.who}>
      <div className={styles.head}>
        <div>
          <h3 className={styles.name}>{name}</h3>
          <p className={styles.title}>{title}</p>
        </div>
        <PresetMenu preset={preset} />
      </div>
      {persona.background && <p className={styles.story}>{persona.background}</p>}
      <p className={styles.facts}>{facts.filter(Boolean).join(" · ")}</p>
      {tags.length > 0 && (
        <ul className={styles.tags} aria-label="Tags">
          {tags.map((tag) => (
            <li key={tag}>{tag}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
