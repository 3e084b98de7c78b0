import { Autocomplete, Select, TagsInput } from "@mantine/core";
import { useState } from "react";
import styles from "./AttributeField.module.css";
import type { Value } from "./attributeWords";

type Given = string | string[] | null;

interface Props {
  title: string;
  several: boolean;
  value: string | string[] | null | undefined;
  values: Value[];
  /** Whether any other short words are understood too. */
  isOpen: boolean;
  /** What the value is called. */
  labelOf: (value: string) => string;
  isNew: boolean;
  onChange: (value: Given) => void;
}

/** One attribute, changed where it stands: chosen from what is known, in one's own words where those will do too. */
export function AttributeField({ title, several, value, values, isOpen, labelOf, isNew, onChange }: Props) {
  const field = {
    "aria-label": title,
    size: "sm",
    classNames: { input: styles.field, section: styles.section, options: styles.options },
    autoFocus: isNew,
    comboboxProps: { withinPortal: false, width: "max-content", position: "bottom-start" as const },
    withScrollArea: false, // the list itself scrolls: what the arrow keys of the field move through
  };
  const idOf = (words: string): string =>
    values.find(({ label }) => label.toLowerCase() === words.trim().toLowerCase())?.id ?? words.trim();
  if (several) {
    return (
      <TagsInput
        {...field}
        placeholder={[value ?? []].flat().length === 0 ? "None said" : undefined}
        data={values.map(({ label }) => label)}
        value={[value ?? []].flat().map(labelOf)}
        onChange={(words) => onChange(words.map(idOf))}
      />
    );
  }
  if (!isOpen) {
    return (
      <Select
        {...field}
        placeholder="Not said"
        clearable
        data={values.map(({ id, label }) => ({ value: id, label }))}
        value={typeof value === "string" ? value : null}
        onChange={onChange}
      />
    );
  }
  const label = typeof value === "string" ? labelOf(value) : "";
  return <OwnWords field={field} label={label} values={values} onSave={(words) => onChange(words ? idOf(words) : null)} />;
}

interface OwnWordsProps {
  field: object;
  label: string;
  values: Value[];
  onSave: (words: string) => void;
}

/** Saved when chosen, by Enter or by leaving, as everything else that is edited in place. */
function OwnWords({ field, label, values, onSave }: OwnWordsProps) {
  const [draft, setDraft] = useState<string>();
  const finish = (words: string | undefined): void => {
    setDraft(undefined);
    if (words !== undefined && words.trim() !== label) onSave(words.trim());
  };
  return (
    <Autocomplete
      {...field}
      placeholder="Not said"
      maxLength={60}
      data={[...new Set(values.map((one) => one.label))]}
      // What is chosen already hides nothing of the rest.
      filter={draft === undefined ? ({ options }) => options : undefined}
      value={draft ?? label}
      onChange={setDraft}
      onOptionSubmit={finish}
      onBlur={() => finish(draft)}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.currentTarget.getAttribute("aria-activedescendant")) finish(draft);
      }}
    />
  );
}
