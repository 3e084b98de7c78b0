import { Skeleton, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Attributes } from "~/api/types";
import { ProblemState } from "~/ui/ProblemState";
import { vocabulary } from "../../avatars/api";
import { useAttributeWords } from "../../avatars/attributeWords";
import styles from "./AttributePickers.module.css";
import { type Attribute, valuesOf } from "./draft";
import { Picker } from "./Picker";

type Shape = "picture" | "color" | "word";

// Where each attribute is found, in the order one thinks of a person.
const groups: { id: string; title: string; pickers: [Attribute, Shape][] }[] = [
  {
    id: "person",
    title: "Person",
    pickers: [
      ["gender", "word"],
      ["ageRange", "picture"],
      ["skinTone", "color"],
      ["bodyType", "picture"],
      ["ethnicity", "word"],
    ],
  },
  {
    id: "hair",
    title: "Hair",
    pickers: [
      ["hairColor", "color"],
      ["hairStyle", "picture"],
      ["facialHair", "picture"],
    ],
  },
  {
    id: "face",
    title: "Face",
    pickers: [
      ["expression", "picture"],
      ["eyeColor", "color"],
      ["glasses", "picture"],
    ],
  },
  {
    id: "clothes",
    title: "Clothes",
    pickers: [
      ["style", "word"],
      ["outfit", "picture"],
      ["headwear", "picture"],
      ["accessories", "picture"],
    ],
  },
  { id: "place", title: "Backdrop", pickers: [["background", "color"]] },
];

export function groupOf(attribute: Attribute): string {
  return groups.find(({ pickers }) => pickers.some(([id]) => id === attribute))?.id ?? "person";
}

interface Props {
  group: string;
  onGroup: (group: string) => void;
  attributes: Attributes;
  understood: Attributes;
  onPick: (attribute: Attribute, value: string | string[] | null) => void;
}

/** Everything that can be chosen by eye, a tab at a time. */
export function AttributePickers({ group, onGroup, attributes, understood, onPick }: Props) {
  const { error, isPending, refetch } = useQuery(vocabulary);
  if (isPending) return <Skeleton height={420} mb={24} radius="lg" />;
  if (error) return <ProblemState isPart error={error} onRetry={() => void refetch()} />;
  return (
    <Tabs value={group} onChange={(to) => to && onGroup(to)} keepMounted={false} classNames={styles}>
      <Tabs.List grow>
        {groups.map(({ id, title }) => (
          <Tabs.Tab key={id} value={id}>
            {title}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {groups.map(({ id, pickers }) => (
        <Tabs.Panel key={id} value={id}>
          {pickers.map(([attribute]) => (
            <AttributePicker
              key={attribute}
              attribute={attribute}
              attributes={attributes}
              understood={understood}
              onPick={onPick}
            />
          ))}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

interface OneProps extends Omit<Props, "group" | "onGroup"> {
  attribute: Attribute;
  anyLabel?: string;
}

/** The picker of one attribute, as large as it needs. */
export function AttributePicker({ attribute, attributes, understood, anyLabel, onPick }: OneProps) {
  const words = useAttributeWords();
  const several = attribute === "accessories";
  const picked = valuesOf(attributes, attribute);
  return (
    <Picker
      attribute={attribute}
      title={words.titleOf(attribute)}
      values={words.valuesOf(attribute)}
      shape={shapeOf(attribute)}
      several={several}
      isOpen={words.isOpen(attribute)}
      picked={picked}
      understood={valuesOf(understood, attribute)}
      anyLabel={anyLabel}
      onPick={(value) => onPick(attribute, several && value ? toggled(picked, value) : value)}
    />
  );
}

function shapeOf(attribute: Attribute): Shape {
  const shapes = groups.flatMap(({ pickers }) => pickers);
  return shapes.find(([id]) => id === attribute)?.[1] ?? "word";
}

/** "None" and the things themselves exclude each other. */
function toggled(picked: string[], value: string): string[] {
  if (picked.includes(value)) return picked.filter((one) => one !== value);
  return value === "none" ? ["none"] : [...picked.filter((one) => one !== "none"), value];
}
