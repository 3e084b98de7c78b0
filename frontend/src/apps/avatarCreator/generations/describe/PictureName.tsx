import { TextInput } from "@mantine/core";

interface Props {
  label?: string;
  name: string;
  placeholder?: string;
  /** What the server did not accept about it. */
  refused?: string | undefined;
  onChange: (name: string) => void;
}

/** What the picture is called; without it the server finds a name. */
export function PictureName({ label = "Picture name", name, placeholder = "Optional", refused, onChange }: Props) {
  return (
    <TextInput
      label={label}
      placeholder={placeholder}
      maxLength={120}
      value={name}
      error={refused}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
