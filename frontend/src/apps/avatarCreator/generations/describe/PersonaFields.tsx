import { NumberInput, TagsInput, Textarea, TextInput } from "@mantine/core";
import type { Persona } from "~/api/types";
import { Fold } from "~/ui/Fold";
import { isSet } from "./draft";
import styles from "./PersonaFields.module.css";

interface Props {
  persona: Persona;
  onChange: (persona: Persona) => void;
  /** Also where something is stated already. */
  isFolded?: boolean;
}

/** Who the person is, beside how they look. Folded until wanted. */
export function PersonaFields({ persona, onChange, isFolded = false }: Props) {
  const set = (changes: Partial<Persona>): void => onChange({ ...persona, ...changes });
  const isStated = Object.values(persona).some(isSet);
  return (
    <Fold title="Persona" hint="Who they are: age, character, story" startsOpen={isStated && !isFolded}>
      <div className={styles.fields}>
        <TextInput
          label="Called"
          placeholder="Mira"
          maxLength={120}
          value={persona.name ?? ""}
          onChange={(event) => set({ name: event.target.value })}
        />
        <NumberInput
          label="Age"
          placeholder="52"
          min={0}
          max={120}
          clampBehavior="strict"
          allowDecimal={false}
          value={persona.age ?? ""}
          onChange={(age) => set({ age: typeof age === "number" ? age : null })}
        />
        <TagsInput
          className={styles.wide}
          label="Character"
          placeholder={persona.personality?.length ? undefined : "warm, curious"}
          maxTags={12}
          value={persona.personality ?? []}
          onChange={(words) => set({ personality: words.map((word) => word.slice(0, 60)) })}
        />
        <Textarea
          className={styles.wide}
          label="Story"
          placeholder="Runs a small bakery by the harbour."
          autosize
          minRows={2}
          maxLength={2000}
          value={persona.background ?? ""}
          onChange={(event) => set({ background: event.target.value })}
        />
      </div>
    </Fold>
  );
}
