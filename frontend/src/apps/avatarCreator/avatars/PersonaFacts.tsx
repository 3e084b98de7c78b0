import type { Persona } from "~/api/types";
import { InlineEdit } from "~/ui/InlineEdit";
import styles from "./AvatarFacts.module.css";
import { FactSection } from "./FactSection";

interface Props {
  persona: Persona;
  /** Only what changes; null clears. */
  onChange: (changes: Persona) => void;
}

/** Who the person is, each part edited where it stands. */
export function PersonaFacts({ persona, onChange }: Props) {
  return (
    <FactSection title="Persona">
      <dl className={styles.pairs}>
        <div>
          <dt>Called</dt>
          <dd>
            <InlineEdit
              label="Called"
              placeholder="No name yet"
              value={persona.name ?? ""}
              maxLength={120}
              onSave={(name) => onChange({ name: name || null })}
            />
          </dd>
        </div>
        <div>
          <dt>Age</dt>
          <dd>
            <InlineEdit
              label="Age"
              placeholder="Not said"
              value={persona.age?.toString() ?? ""}
              maxLength={3}
              onSave={(age) => onChange({ age: asAge(age) })}
            />
          </dd>
        </div>
        <div className={styles.wide}>
          <dt>Character</dt>
          <dd>
            <InlineEdit
              label="Character, words with commas between"
              placeholder="Warm, curious, …"
              value={(persona.personality ?? []).join(", ")}
              maxLength={700}
              onSave={(text) => onChange({ personality: asTraits(text) })}
            />
          </dd>
        </div>
        <div className={styles.wide}>
          <dt>Story</dt>
          <dd>
            <InlineEdit
              label="Story"
              placeholder="What should one know about them?"
              value={persona.background ?? ""}
              maxLength={2000}
              multiline
              onSave={(background) => onChange({ background: background || null })}
            />
          </dd>
        </div>
      </dl>
    </FactSection>
  );
}

function asAge(text: string): number | null {
  const age = Number.parseInt(text, 10);
  return Number.isNaN(age) ? null : Math.min(Math.max(age, 0), 120);
}

function asTraits(text: string): string[] {
  const traits = text.split(",").map((trait) => trait.trim().slice(0, 60));
  return traits.filter(Boolean).slice(0, 12);
}
