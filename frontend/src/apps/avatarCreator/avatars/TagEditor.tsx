import { TagsInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import styles from "./TagEditor.module.css";
import { tagList } from "./api";

const MOST = 32;
const LONGEST = 60;

interface Props {
  tags: string[];
  onChange: (tags: string[]) => void;
  label?: string;
  placeholder?: string;
  /** Drawn into the text it stands in, or as a field of a form. */
  isInPlace?: boolean;
}

/** Words to file somebody under: typed with Enter or a comma, or taken from those that are in use. */
export function TagEditor({ tags, onChange, label = "Tags", placeholder = "Add a tag", isInPlace = false }: Props) {
  const { data: known = [] } = useQuery(tagList);
  return (
    <TagsInput
      aria-label={label}
      classNames={{ ...(isInPlace && { input: styles.field }), pill: styles.tag, options: styles.options }}
      withScrollArea={false}
      placeholder={tags.length < MOST ? placeholder : ""}
      maxTags={MOST}
      splitChars={[",", ";"]}
      data={known.map(({ tag }) => tag)}
      limit={12}
      value={tags}
      onChange={(words) => onChange(words.map((word) => word.trim().slice(0, LONGEST)).filter(Boolean))}
      comboboxProps={{ withinPortal: false }}
    />
  );
}
