import { Button, Menu } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import type { Attributes, Avatar } from "~/api/types";
import { AttributeField } from "./AttributeField";
import styles from "./AvatarFacts.module.css";
import { vocabulary } from "./api";
import { attributeTitles } from "./attributeTitles";
import { useAttributeWords } from "./attributeWords";
import { FactSection } from "./FactSection";
import { newLook } from "./newLook";

type Attribute = keyof Attributes;
const all = Object.keys(attributeTitles) as Attribute[];

interface Props {
  avatar: Avatar;
  /** Only what changes; null clears. */
  onChange: (changes: Attributes) => void;
}

/** How the person looks, in words, each edited where it stands. The picture stays: a new look draws it anew. */
export function LooksFacts({ avatar, onChange }: Props) {
  const words = useAttributeWords();
  const { isPending } = useQuery(vocabulary);
  const [added, setAdded] = useState<Attribute[]>([]);
  const isKnown = (id: Attribute): boolean => [avatar.attributes[id] ?? []].flat().length > 0;
  const shown = all.filter((id) => isKnown(id) || added.includes(id));
  const others = all.filter((id) => !shown.includes(id));
  return (
    <FactSection
      title="Looks"
      action={
        others.length > 0 && (
          <Menu position="bottom-end">
            <Menu.Target>
              <Button size="compact-sm" variant="subtle" color="gray" leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}>
                Add
              </Button>
            </Menu.Target>
            <Menu.Dropdown className={styles.others}>
              {others.map((id) => (
                <Menu.Item key={id} onClick={() => setAdded((old) => [...old, id])}>
                  {attributeTitles[id]}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )
      }
    >
      <div className={styles.pairs}>
        {shown.map((id) => (
          <div key={id}>
            <span className={styles.term} aria-hidden>
              {attributeTitles[id]}
            </span>
            {isPending ? (
              [avatar.attributes[id] ?? []].flat().join(", ")
            ) : (
              <AttributeField
                title={attributeTitles[id]}
                several={id === "accessories"}
                value={avatar.attributes[id]}
                values={words.valuesOf(id)}
                isOpen={words.isOpen(id)}
                labelOf={(value) => words.labelOf(id, value)}
                isNew={added.includes(id) && !isKnown(id)}
                onChange={(value) => onChange({ [id]: value })}
              />
            )}
          </div>
        ))}
      </div>
      <p className={styles.hint}>
        This is what is written down; the picture stays as it is. <Link {...newLook(avatar)}>Draw a new look</Link>
      </p>
    </FactSection>
  );
}
