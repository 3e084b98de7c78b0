import { Button, SegmentedControl, Switch, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { asProblem } from "~/api/problem";
import type { Preset } from "~/api/types";
import { Dialog, DialogFoot } from "~/ui/Dialog";
import { forgetPresets } from "./api";
import { categories } from "./categories";
import styles from "./PresetForm.module.css";

export type PresetWords = Pick<Preset, "name" | "title" | "category" | "isPublic">;

interface Props {
  title: string;
  start: PresetWords;
  action: string;
  /** What it is about. */
  children?: ReactNode;
  onSave: (words: PresetWords) => Promise<unknown>;
  onClose: () => void;
}

/** What a preset is called, where it is found, and who may see it. */
export function PresetForm({ title, start, action, children, onSave, onClose }: Props) {
  const { name: startName, title: startTitle, category, isPublic } = start;
  const [words, setWords] = useState<PresetWords>({ name: startName, title: startTitle, category, isPublic });
  const set = (changes: Partial<PresetWords>): void => setWords((old) => ({ ...old, ...changes }));
  const cache = useQueryClient();
  const saving = useMutation({
    mutationFn: onSave,
    onSuccess: async () => {
      await forgetPresets(cache);
      onClose();
    },
  });
  const problem = saving.error && asProblem(saving.error);
  return (
    <Dialog title={title} width={460} isSmall onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          saving.mutate({ ...words, name: words.name.trim(), title: words.title.trim() });
        }}
      >
        <div className={styles.fields}>
          {children}
          <TextInput
            label="Name"
            required
            data-autofocus
            maxLength={120}
            value={words.name}
            error={problem?.fields["name"]}
            onChange={({ target }) => set({ name: target.value })}
          />
          <TextInput
            label="In a few words"
            placeholder="Baker by the harbour"
            maxLength={120}
            value={words.title}
            error={problem?.fields["title"]}
            onChange={({ target }) => set({ title: target.value })}
          />
          <SegmentedControl
            aria-label="Kind"
            fullWidth
            size="xs"
            data={categories.map(({ id, title: label }) => ({ value: id, label }))}
            value={words.category}
            onChange={(chosen) => set({ category: categories.find(({ id }) => id === chosen)?.id ?? "casual" })}
          />
          <Switch
            color="ink"
            label="Everybody on this server may use it"
            checked={words.isPublic}
            onChange={({ target }) => set({ isPublic: target.checked })}
          />
          {problem && (
            <p className={styles.problem} role="alert">
              <strong>{problem.title}.</strong> {problem.detail}
            </p>
          )}
        </div>
        <DialogFoot>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={saving.isPending} disabled={words.name.trim() === ""}>
            {action}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
