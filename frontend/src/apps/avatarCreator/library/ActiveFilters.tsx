import { IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { providers } from "../generations/api";
import { type AvatarFilter, narrowing } from "../avatars/filter";
import styles from "./ActiveFilters.module.css";
import { filterWords } from "./filterWords";

interface Props {
  filter: AvatarFilter;
  always?: AvatarFilter | undefined;
  onChange: (changes: AvatarFilter) => void;
}

/** What a list is narrowed to, each to be taken away. */
export function ActiveFilters({ filter, always, onChange }: Props) {
  const { data: known = [] } = useQuery({ ...providers, enabled: filter.provider !== undefined });
  const active = narrowing.filter((name) => filter[name] && !always?.[name]);
  if (active.length === 0) return null;
  const titleOf = (id: string): string => known.find((one) => one.id === id)?.title ?? id;
  const without = (names: readonly (keyof AvatarFilter)[]): AvatarFilter =>
    Object.fromEntries(names.map((name) => [name, undefined]));
  return (
    <ul className={styles.chips} aria-label="Narrowed to">
      {active.map((name) => {
        const words = filterWords(name, String(filter[name]), titleOf);
        return (
          <li key={name}>
            <button type="button" className={styles.chip} onClick={() => onChange(without([name]))}>
              {words}
              <IconX size={14} stroke={2} aria-hidden />
              <span className="visually-hidden">, take away</span>
            </button>
          </li>
        );
      })}
      <li>
        <button type="button" className={styles.clear} onClick={() => onChange(without(active))}>
          Clear all
        </button>
      </li>
    </ul>
  );
}
