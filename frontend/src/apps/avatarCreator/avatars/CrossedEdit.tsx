import { Button } from "@mantine/core";
import { IconArrowsCross } from "@tabler/icons-react";
import type { Avatar, AvatarUpdate } from "~/api/types";
import { attributeTitles } from "./attributeTitles";
import { useAttributeWords } from "./attributeWords";
import styles from "./SaveNote.module.css";

interface Props {
  mine: Avatar;
  theirs: Avatar;
  update: AvatarUpdate;
  onMine: () => void;
  onTheirs: () => void;
}

/** The same thing was changed in two places: both are shown, and nothing is lost until one chooses. */
export function CrossedEdit({ mine, theirs, update, onMine, onTheirs }: Props) {
  const words = useAttributeWords();
  return (
    <div className={styles.trouble} role="alert">
      <p>
        <IconArrowsCross size={18} stroke={1.75} aria-hidden />
        <span>
          <strong>This was changed somewhere else too,</strong> while you were writing. Which shall stay?
        </span>
      </p>
      {changedFields(update).map(({ title, read }) => (
        <dl key={title} className={styles.both} aria-label={title}>
          <dt>{title}, yours</dt>
          <dd>{said(read(mine), words.labelOf)}</dd>
          <dt>{title}, theirs</dt>
          <dd>{said(read(theirs), words.labelOf)}</dd>
        </dl>
      ))}
      <div className={styles.ways}>
        <Button size="xs" onClick={onMine}>
          Keep mine
        </Button>
        <Button size="xs" variant="default" onClick={onTheirs}>
          Take theirs
        </Button>
      </div>
    </div>
  );
}

interface Field {
  title: string;
  read: (avatar: Avatar) => { attribute?: string; value: unknown };
}

const personaTitles = { name: "Called", age: "Age", personality: "Character", background: "Story" };

function changedFields({ persona, attributes, ...plain }: AvatarUpdate): Field[] {
  const fields: Field[] = [];
  if (plain.name) fields.push({ title: "Name", read: ({ name }) => ({ value: name }) });
  if (plain.tags) fields.push({ title: "Tags", read: ({ tags }) => ({ value: tags }) });
  if (plain.isFavorite != null) fields.push({ title: "Favourite", read: ({ isFavorite }) => ({ value: isFavorite ? "Yes" : "No" }) });
  for (const key of Object.keys(persona ?? {}) as (keyof typeof personaTitles)[]) {
    fields.push({ title: personaTitles[key], read: (avatar) => ({ value: avatar.persona[key] }) });
  }
  for (const key of Object.keys(attributes ?? {}) as (keyof typeof attributeTitles)[]) {
    fields.push({ title: attributeTitles[key], read: (avatar) => ({ attribute: key, value: avatar.attributes[key] }) });
  }
  return fields;
}

function said({ attribute, value }: ReturnType<Field["read"]>, labelOf: (attribute: string, value: string) => string): string {
  const values = [value ?? []].flat().map(String);
  if (values.length === 0) return "Nothing";
  return values.map((one) => (attribute ? labelOf(attribute, one) : one)).join(", ");
}
