import { ActionIcon, Tooltip } from "@mantine/core";
import { IconLock, IconLockOpen2 } from "@tabler/icons-react";
import { useState } from "react";
import type { Aspect, Attributes } from "~/api/types";
import { useAttributeWords } from "../avatars/attributeWords";
import { AttributePicker } from "../generations/describe/AttributePickers";
import { type Attribute, valuesOf } from "../generations/describe/draft";
import { lookOf } from "../generations/describe/drawings";
import { aspects, isChanged } from "./aspects";
import styles from "./KeepAndChange.module.css";

interface Props {
  /** Their picture, small: shown where no drawing says how they look. */
  picture: string;
  /** How they look now, as far as it is known. */
  present: Attributes;
  /** What was picked to be different. */
  asked: Attributes;
  /** What the sentence says beside it. */
  said: Attributes;
  keep: Aspect[];
  onPick: (attribute: Attribute, value: string | string[] | null) => void;
  onToggleKept: (aspect: Aspect) => void;
}

/** Everything that may become different, each to be seen, changed or held fast. */
export function KeepAndChange({ picture, present, asked, said, keep, onPick, onToggleKept }: Props) {
  const [openId, setOpenId] = useState<Aspect>();
  const open = aspects.find(({ id }) => id === openId);
  const shown = { ...present, ...said, ...asked };
  return (
    <section className={styles.part} aria-label="Keep and change">
      <h3 className={styles.title}>Keep or change</h3>
      <div className={styles.tiles}>
        {aspects.map(({ id, title, attributes }) => (
          <AspectTile
            key={id}
            title={title}
            picture={picture}
            attributes={attributes}
            looks={keep.includes(id) ? present : shown}
            isOpen={id === openId}
            isKept={keep.includes(id)}
            isChanged={!keep.includes(id) && (isChanged(asked, attributes) || isChanged(said, attributes))}
            onOpen={() => setOpenId(id === openId ? undefined : id)}
            onToggleKept={() => {
              if (id === openId) setOpenId(undefined);
              onToggleKept(id);
            }}
          />
        ))}
      </div>
      {open && (
        <div className={styles.pickers} id={`change-${open.id}`}>
          {open.attributes.map((attribute) => (
            <AttributePicker
              key={attribute}
              attribute={attribute}
              attributes={asked}
              understood={{ ...present, ...said }}
              anyLabel="As it is"
              onPick={onPick}
            />
          ))}
        </div>
      )}
    </section>
  );
}

interface TileProps {
  title: string;
  picture: string;
  attributes: Attribute[];
  looks: Attributes;
  isOpen: boolean;
  isKept: boolean;
  isChanged: boolean;
  onOpen: () => void;
  onToggleKept: () => void;
}

function AspectTile({ title, picture, attributes, looks, isOpen, isKept, isChanged: isAsked, ...on }: TileProps) {
  const words = useAttributeWords();
  const values = attributes.flatMap((attribute) =>
    valuesOf(looks, attribute)
      .filter((value) => value !== "none")
      .map((value) => ({ attribute, value })),
  );
  const [first] = values;
  const look = (first && lookOf(first.attribute, first.value)) ?? { backgroundImage: `url(${picture})` };
  const shown = values.map(({ attribute, value }) => words.labelOf(attribute, value)).join(", ");
  return (
    <div className={styles.tile} data-open={isOpen || undefined} data-changed={isAsked || undefined}>
      <button type="button" className={styles.open} aria-expanded={isOpen} onClick={on.onOpen}>
        <span className={styles.look} style={look} aria-hidden />
        <span className={styles.words}>
          <strong>{title}</strong>
          <span className={styles.value}>{shown || (isAsked ? "Changed" : "As it is")}</span>
        </span>
      </button>
      <Tooltip label={isKept ? "Stays as it is, whatever you write" : "Hold it fast"}>
        <ActionIcon
          className={styles.lock}
          size={28}
          aria-label={`Keep ${title.toLowerCase()} as it is`}
          aria-pressed={isKept}
          onClick={on.onToggleKept}
        >
          {isKept ? <IconLock size={17} stroke={1.75} /> : <IconLockOpen2 size={17} stroke={1.75} />}
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
