import { TextInput } from "@mantine/core";
import { IconHeart } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { providers } from "../generations/api";
import { tagList } from "../avatars/api";
import type { AvatarFilter } from "../avatars/filter";
import styles from "./FilterPanel.module.css";
import { choiceNames, choices } from "./filterWords";

interface Props {
  filter: AvatarFilter;
  always?: AvatarFilter | undefined;
  onChange: (changes: AvatarFilter) => void;
}

const TAGS_SHOWN = 24;

/** Everything a list can be narrowed to, chosen by touch. Each choice holds at once. */
export default function FilterPanel({ filter, always, onChange }: Props) {
  const { data: tags = [] } = useQuery(tagList);
  const { data: known = [] } = useQuery(providers);
  const chip = (name: keyof AvatarFilter, value: string, label: ReactNode): ReactNode => {
    const isOn = String(filter[name]) === value;
    return (
      <button
        key={value}
        type="button"
        className={styles.chip}
        aria-pressed={isOn}
        onClick={() => onChange({ [name]: isOn ? undefined : value })}
      >
        {label}
      </button>
    );
  };
  return (
    <div className={styles.groups}>
      {!always?.favorite && (
        <button
          type="button"
          className={styles.chip}
          aria-pressed={filter.favorite === true}
          onClick={() => onChange({ favorite: filter.favorite ? undefined : true })}
        >
          <IconHeart size={16} stroke={1.75} aria-hidden />
          Favourites
        </button>
      )}
      {choiceNames.map((name) => (
        <Group key={name} title={choices[name].title}>
          {Object.entries(choices[name].values).map(([value, label]) => chip(name, value, label))}
        </Group>
      ))}
      {known.length > 1 && <Group title="Drawn by">{known.map(({ id, title }) => chip("provider", id, title))}</Group>}
      {tags.length > 0 && (
        <Group title="Tag">
          {tags.slice(0, TAGS_SHOWN).map(({ tag, count }) =>
            chip(
              "tag",
              tag,
              <>
                {tag}
                <span className={styles.count}>{count.toLocaleString("en")}</span>
              </>,
            ),
          )}
        </Group>
      )}
      <div className={styles.days}>
        <Day label="Made since" value={filter.since} onChange={(since) => onChange({ since })} />
        <Day label="Made until" value={filter.until} onChange={(until) => onChange({ until })} />
      </div>
    </div>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.title}>{title}</legend>
      {children}
    </fieldset>
  );
}

interface DayProps {
  label: string;
  value: string | null | undefined;
  onChange: (day: string | undefined) => void;
}

function Day({ label, value, onChange }: DayProps) {
  return (
    <TextInput
      type="date"
      label={label}
      max="2199-12-31"
      value={value ?? ""}
      onChange={(event) => onChange(event.target.value || undefined)}
    />
  );
}
