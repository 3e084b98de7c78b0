import { ActionIcon, Button, CloseButton, Menu, Popover, TextInput } from "@mantine/core";
import { useDebouncedCallback, useMediaQuery } from "@mantine/hooks";
import { IconAdjustmentsHorizontal, IconArrowsSort, IconSearch } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { type AvatarFilter, narrowing, type Sort, sorts } from "../avatars/filter";
import { ActiveFilters } from "./ActiveFilters";
import styles from "./FilterBar.module.css";
import { sortWords } from "./filterWords";

const FilterPanel = lazy(() => import("./FilterPanel"));
const PAUSE_MS = 250;

interface Props {
  filter: AvatarFilter;
  /** What the place itself is narrowed to: nothing to choose. */
  always?: AvatarFilter | undefined;
  onChange: (changes: AvatarFilter) => void;
}

/** Words, filters and the order of a list; under it what is narrowed to just now. */
export function FilterBar({ filter, always, onChange }: Props) {
  const isPhone = useMediaQuery("(max-width: 640px)", false);
  const count = narrowing.filter((name) => name !== "q" && filter[name] && !always?.[name]).length;
  return (
    <div role="search" className={styles.bar} aria-label="People">
      <SearchField words={filter.q ?? ""} onSearch={(q) => onChange({ q: q || undefined })} />
      <Popover position="bottom-end" width={340} trapFocus returnFocus>
        <Popover.Target>
          {isPhone ? (
            <ActionIcon variant="default" size={42} radius="md" aria-label={filterLabel(count)}>
              <IconAdjustmentsHorizontal size={20} stroke={1.75} aria-hidden />
            </ActionIcon>
          ) : (
            <Button
              variant="default"
              size="md"
              fz="sm"
              px="md"
              leftSection={<IconAdjustmentsHorizontal size={18} stroke={1.75} aria-hidden />}
            >
              Filter
              {count > 0 && (
                <span className={styles.count}>
                  {count}
                  <span className="visually-hidden"> active</span>
                </span>
              )}
            </Button>
          )}
        </Popover.Target>
        <Popover.Dropdown className={styles.panel} aria-label="Filter">
          <Suspense>
            <FilterPanel filter={filter} always={always} onChange={onChange} />
          </Suspense>
        </Popover.Dropdown>
      </Popover>
      <SortMenu sort={filter.sort ?? "newest"} isPhone={isPhone} onSort={(sort) => onChange({ sort })} />
      <ActiveFilters filter={filter} always={always} onChange={onChange} />
    </div>
  );
}

function filterLabel(count: number): string {
  return count > 0 ? `Filter, ${count} active` : "Filter";
}

/** Typed words reach the address after a pause; words that come from the address are shown. */
function SearchField({ words, onSearch }: { words: string; onSearch: (words: string) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  const search = useDebouncedCallback((text: string) => {
    onSearch(text.trim());
    setTyped(null);
  }, PAUSE_MS);
  const type = (text: string): void => {
    setTyped(text);
    search(text);
  };
  const shown = typed ?? words;
  return (
    <TextInput
      className={styles.search}
      size="md"
      type="search"
      aria-label="Search people"
      placeholder="Name, story, prompt or tag"
      maxLength={200}
      leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
      rightSection={shown && <CloseButton size="sm" aria-label="Clear the search" onClick={() => type("")} />}
      value={shown}
      onChange={(event) => type(event.target.value)}
    />
  );
}

function SortMenu({ sort, isPhone, onSort }: { sort: Sort; isPhone: boolean; onSort: (sort: Sort) => void }) {
  const label = `Sort: ${sortWords[sort]}`;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        {isPhone ? (
          <ActionIcon variant="default" size={42} radius="md" aria-label={label}>
            <IconArrowsSort size={20} stroke={1.75} aria-hidden />
          </ActionIcon>
        ) : (
          <Button
            variant="default"
            size="md"
            fz="sm"
            px="md"
            aria-label={label}
            leftSection={<IconArrowsSort size={18} stroke={1.75} aria-hidden />}
          >
            {sortWords[sort]}
          </Button>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={sort} onChange={(value) => onSort(value as Sort)}>
          {sorts.map((one) => (
            <Menu.RadioItem key={one} value={one} closeMenuOnClick>
              {sortWords[one]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
