import { TextInput } from "@mantine/core";

interface Props {
  name: string;
  placeholder?: string;
  /** What the server did not accept about it. */
  refused?: string | undefined;
  onChange: (name: string) => void;
}

/** What the picture is called; without it the server finds a name. */
export function PictureName({ name, placeholder = "Optional", refused, onChange }: Props) {
  return (
    <TextInput
      label="Picture name"
      placeholder={placeholder}
      maxLength={120}
      value={name}
      error={refused}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
