import { Select, Tabs, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useAttributeWords } from "../avatars/attributeWords";
import type { Wanted } from "./api";
import { categories } from "./categories";
import styles from "./PresetFilters.module.css";

const OWN = "own";
const EVERY = "every";

interface Props {
  wanted: Wanted;
  onWanted: (wanted: Wanted) => void;
  /** One may type at once; a phone would cover the faces with its keyboard. */
  startsTyping: boolean;
}

/** Whom one looks for: by kind, by a word, by what one sees. */
export function PresetFilters({ wanted, onWanted, startsTyping }: Props) {
  const words = useAttributeWords();
  const want = (changes: Partial<Wanted>): void => onWanted({ ...wanted, ...changes });
  const choices = (attribute: "gender" | "ageRange") =>
    words.valuesOf(attribute).map(({ id, label }) => ({ value: id, label }));
  const kind = wanted.own ? OWN : (wanted.category ?? EVERY);
  return (
    <div className={styles.filters}>
      <Tabs
        value={kind}
        classNames={{ list: styles.kinds, tab: styles.kind }}
        onChange={(to) => want({ own: to === OWN || undefined, category: categories.find(({ id }) => id === to)?.id })}
      >
        <Tabs.List aria-label="Kinds of presets">
          <Tabs.Tab value={EVERY}>All</Tabs.Tab>
          {categories.map(({ id, title }) => (
            <Tabs.Tab key={id} value={id}>
              {title}
            </Tabs.Tab>
          ))}
          <Tabs.Tab value={OWN}>Yours</Tabs.Tab>
        </Tabs.List>
      </Tabs>
      <div className={styles.row}>
        <TextInput
          className={styles.search}
          aria-label="Search presets"
          placeholder="Baker, Javanese, glasses…"
          type="search"
          data-autofocus={startsTyping || undefined}
          leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
          value={wanted.q ?? ""}
          onChange={({ target }) => want({ q: target.value || undefined })}
        />
        <Select
          aria-label="Gender"
          placeholder="Gender"
          clearable
          data={choices("gender")}
          value={wanted.gender ?? null}
          onChange={(gender) => want({ gender: (gender ?? undefined) as Wanted["gender"] })}
        />
        <Select
          aria-label="Age"
          placeholder="Age"
          clearable
          data={choices("ageRange")}
          value={wanted.ageRange ?? null}
          onChange={(age) => want({ ageRange: (age ?? undefined) as Wanted["ageRange"] })}
        />
        <Select
          aria-label="Order"
          allowDeselect={false}
          data={[
            { value: "popular", label: "Popular" },
            { value: "name", label: "By name" },
            { value: "newest", label: "Newest" },
          ]}
          value={wanted.sort}
          onChange={(sort) => want({ sort: (sort ?? "popular") as Wanted["sort"] })}
        />
      </div>
    </div>
  );
}
