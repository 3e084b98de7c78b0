import type { ReactNode } from "react";
import type { Attributes, Avatar, AvatarUpdate } from "~/api/types";
import { InlineEdit } from "~/ui/InlineEdit";
import { megabytes } from "~/ui/words";
import styles from "./AvatarFacts.module.css";
import { attributeTitles } from "./attributeTitles";
import { spelledOut, useAttributeWords } from "./attributeWords";
import { PersonaFacts } from "./PersonaFacts";

interface Props {
  avatar: Avatar;
  onChange: (changes: AvatarUpdate) => void;
  /** What one can do, between the name and the rest. */
  children: ReactNode;
}

/** All that is known of a person: who they are, how they look, how the picture was made. */
export function AvatarFacts({ avatar, onChange, children }: Props) {
  return (
    <>
      <h2 className={styles.name}>
        <InlineEdit label="Name" value={avatar.name} maxLength={120} required onSave={(name) => onChange({ name })} />
      </h2>
      {children}
      <PersonaFacts persona={avatar.persona} onChange={(persona) => onChange({ persona })} />
      <Looks attributes={avatar.attributes} />
      <RecipeFacts avatar={avatar} />
    </>
  );
}

function Looks({ attributes }: { attributes: Attributes }) {
  const words = useAttributeWords();
  const ids = Object.keys(attributeTitles) as (keyof Attributes)[];
  const known = ids.flatMap((id) => {
    const values = [attributes[id] ?? []].flat();
    return values.length > 0 ? [{ id, said: values.map((value) => words.labelOf(id, value)).join(", ") }] : [];
  });
  if (known.length === 0) return null;
  return (
    <Section title="Looks">
      <dl className={styles.pairs}>
        {known.map(({ id, said }) => (
          <Pair key={id} title={attributeTitles[id]}>
            {said}
          </Pair>
        ))}
      </dl>
    </Section>
  );
}

function RecipeFacts({ avatar }: { avatar: Avatar }) {
  const { prompt, generationPrompt, negativePrompt, provider, model, seed, ignored } = avatar.recipe;
  return (
    <Section title="Recipe">
      <dl className={styles.pairs} data-wide>
        {prompt && <Pair title="Asked for">{prompt}</Pair>}
        {generationPrompt && generationPrompt !== prompt && <Pair title="In full">{generationPrompt}</Pair>}
        {negativePrompt && <Pair title="Left out">{negativePrompt}</Pair>}
        {ignored.length > 0 && <Pair title="Not drawn">{ignored.join(", ")}</Pair>}
        {provider && <Pair title="Made by">{spelledOut([provider, model].filter(Boolean).join(" · "))}</Pair>}
        {seed !== null && <Pair title="Face number">{seed}</Pair>}
        <Pair title="Picture">
          {avatar.widthPx} × {avatar.heightPx} px · {megabytes(avatar.sizeBytes)}
        </Pair>
        <Pair title="Made">
          <time dateTime={avatar.createdAt}>{inFull.format(new Date(avatar.createdAt))}</time>
        </Pair>
      </dl>
    </Section>
  );
}

const inFull = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.title}>{title}</h3>
      {children}
    </section>
  );
}

function Pair({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}
