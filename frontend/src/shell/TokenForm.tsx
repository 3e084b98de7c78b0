import { Autocomplete, Button, Checkbox, SegmentedControl, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { asProblem } from "~/api/problem";
import type { CreatedApiToken, InstalledApp } from "~/api/types";
import { DialogFoot } from "~/ui/Dialog";
import { installedApps } from "./apps";
import styles from "./TokensSection.module.css";
import { createToken } from "./tokens";

const lifetimes = [
  { value: "30", label: "30 days" },
  { value: "365", label: "A year" },
  { value: "", label: "Until revoked" },
];

interface Props {
  onMade: (token: CreatedApiToken) => void;
  onClose: () => void;
}

export function TokenForm({ onMade, onClose }: Props) {
  const { data: apps = [] } = useQuery(installedApps);
  const [name, setName] = useState("");
  const [app, setApp] = useState("");
  const [scopes, setScopes] = useState<string[]>([]);
  const [days, setDays] = useState("365");
  const [isTried, setTried] = useState(false);
  const expiry = useId();
  const { mutate, error, isPending } = useMutation({ mutationFn: createToken, onSuccess: onMade });

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!name.trim() || scopes.length === 0) return;
    const appId = idOf(app, apps);
    mutate({ name: name.trim(), scopes, ...(appId && { appId }), ...(days && { expiresInDays: Number(days) }) });
  };
  return (
    <form onSubmit={submit} noValidate>
      <div className={styles.form}>
        <TextInput
          data-autofocus
          label="Name"
          description="So that you know it again"
          placeholder="Story tool on my laptop"
          maxLength={120}
          value={name}
          error={isTried && !name.trim() && "Give it a name."}
          onChange={(event) => setName(event.target.value)}
        />
        <Autocomplete
          label="App"
          description="Uses it tells are counted under this name. Leave empty for a program of your own."
          placeholder="None"
          maxLength={60}
          data={apps.filter(({ uiUrl }) => uiUrl !== null).map(({ title }) => title)}
          value={app}
          onChange={setApp}
          comboboxProps={{ withinPortal: false }}
        />
        <Checkbox.Group
          label="It may"
          value={scopes}
          error={isTried && scopes.length === 0 && "Choose at least one."}
          onChange={setScopes}
        >
          <div className={styles.scopes}>
            {apps.flatMap((one) => one.scopes.map(({ id, title }) => <Checkbox key={id} value={id} label={title} />))}
          </div>
        </Checkbox.Group>
        <div className={styles.expiry}>
          <span id={expiry}>It works for</span>
          <SegmentedControl aria-labelledby={expiry} value={days} onChange={setDays} data={lifetimes} />
        </div>
        {error && (
          <p className={styles.trouble} role="alert">
            {asProblem(error).title}. {asProblem(error).detail}
          </p>
        )}
      </div>
      <DialogFoot>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={isPending}>
          Make token
        </Button>
      </DialogFoot>
    </form>
  );
}

/** An installed app by its title; any other as the short id that its words make. */
function idOf(words: string, apps: InstalledApp[]): string | undefined {
  const known = apps.find(({ title }) => title.toLowerCase() === words.trim().toLowerCase());
  const plain = words.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^[^a-z]+|-+$/g, "");
  return known?.id ?? (plain || undefined);
}
