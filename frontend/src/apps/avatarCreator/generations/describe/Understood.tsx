import { IconX } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { Preview } from "~/api/types";
import { tellProblem } from "~/ui/undo";
import { type AttributeWords, useAttributeWords } from "../../avatars/attributeWords";
import { type Attribute, type Draft, valuesOf } from "./draft";
import { lookOf } from "./drawings";
import { withoutWordsFor } from "./forgetting";
import styles from "./Understood.module.css";

interface Props {
  preview: Preview | undefined;
  draft: Draft;
  onChange: (changes: Partial<Draft>) => void;
  onPick: (attribute: Attribute, value: string | string[] | null) => void;
  /** Somebody wants another value. */
  onOpen: (attribute: Attribute) => void;
}

/** Chips of what was understood, each to be changed or taken back, and a quiet note of what had no effect. */
export function Understood({ preview, draft, onChange, onPick, onOpen }: Props) {
  const words = useAttributeWords();
  const cache = useQueryClient();
  const [leaving, setLeaving] = useState<string>();
  const sentence = useRef(draft.prompt);
  useEffect(() => {
    sentence.current = draft.prompt;
  }, [draft.prompt]);
  const understood = preview?.understood ?? {};
  const ignored = preview?.ignored ?? [];
  const chips = (Object.keys(understood) as Attribute[]).flatMap((attribute) =>
    valuesOf(understood, attribute).map((value) => ({ attribute, value, key: `${attribute} ${value}` })),
  );

  /** The sentence cannot do without it: a pick says otherwise. */
  const overrule = (attribute: Attribute, value: string): void => {
    const others = valuesOf(understood, attribute).filter((one) => one !== value);
    if (attribute === "accessories") onPick(attribute, others.length > 0 ? others : ["none"]);
    else if (words.valuesOf(attribute).some(({ id }) => id === "none")) onPick(attribute, "none");
    else onOpen(attribute);
  };
  const remove = async (attribute: Attribute, value: string): Promise<void> => {
    const picked = valuesOf(draft.attributes, attribute);
    if (picked.includes(value)) onPick(attribute, picked.length > 1 ? picked.filter((one) => one !== value) : null);
    if (attribute === "ageRange") onChange({ persona: { ...draft.persona, age: null } });
    const prompt = await withoutWordsFor(cache, draft, attribute, value);
    if (sentence.current !== draft.prompt) return; // one wrote on meanwhile, and is right
    if (prompt !== undefined) onChange({ prompt });
    else overrule(attribute, value);
  };
  if (draft.prompt === "" && chips.length === 0) return null;
  return (
    <div className={styles.understood}>
      <ul className={styles.chips} aria-label="What was understood">
        {chips.map(({ attribute, value, key }) => (
          <li key={key} className={styles.chip} data-leaving={leaving === key || undefined}>
            <button
              type="button"
              title={`Change ${words.titleOf(attribute).toLowerCase()}`}
              onClick={() => onOpen(attribute)}
            >
              <span className={styles.look} style={lookOf(attribute, value)} aria-hidden />
              {words.phraseOf(attribute, value)}
            </button>
            <button
              type="button"
              aria-label={`Remove ${words.phraseOf(attribute, value)}`}
              onClick={() => {
                setLeaving(key);
                remove(attribute, value)
                  .catch(tellProblem)
                  .finally(() => setLeaving(undefined));
              }}
            >
              <IconX size={14} stroke={2} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      {ignored.length > 0 && <p className={styles.ignored}>Not drawn: {ignoredWords(ignored, words)}</p>}
    </div>
  );
}

/** Words come as they were written, values that cannot be drawn as `attribute: value`. */
function ignoredWords(ignored: string[], words: AttributeWords): string {
  return ignored
    .map((entry) => {
      const [attribute = "", value] = entry.split(": ", 2);
      return value ? words.phraseOf(attribute, value).toLowerCase() : `“${entry}”`;
    })
    .join(", ");
}
