import { SegmentedControl, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Provider } from "~/api/types";
import { counted } from "~/ui/words";
import { providers } from "../api";
import type { Draft } from "./draft";
import styles from "./ProviderChoice.module.css";
import { providerOf, type Unfit } from "./providerOf";

interface Props {
  draft: Pick<Draft, "provider" | "model" | "negativePrompt">;
  /** Credits for one picture, once it is known. */
  cost: number | undefined;
  /** By field, what the server did not accept. */
  refused: Record<string, string>;
  unfit?: Unfit;
  /** There is room for all styles side by side. */
  isWide: boolean;
  onChange: (changes: Partial<Draft>) => void;
}

/** Who draws the person, and in which manner. */
export function ProviderChoice({ draft, cost, refused, unfit, isWide, onChange }: Props) {
  const { data: all = [] } = useQuery(providers);
  const hints = new Map(all.map((one) => [one.id, whyNot(one, unfit)]));
  const provider = providerOf(all, draft.provider, unfit);
  const model = provider?.models.find(({ id }) => id === draft.model) ?? provider?.models[0];
  return (
    <div className={styles.choice}>
      {all.length > 1 && (
        <Select
          label="Made by"
          allowDeselect={false}
          placeholder="Nobody who could"
          data={all.map(({ id, title }) => ({ value: id, label: title, disabled: hints.get(id) !== undefined }))}
          renderOption={({ option: { value, label } }) => <Choice title={label} whyNot={hints.get(value)} />}
          value={provider?.id ?? null}
          onChange={(id) => onChange({ provider: id, model: null })}
        />
      )}
      {provider && provider.models.length > 1 && (
        <ModelChoice
          provider={provider}
          model={model?.id ?? ""}
          isWide={isWide}
          onChange={(id) => onChange({ model: id })}
        />
      )}
      {provider?.negativePrompt && (
        <TextInput
          label="Leave out"
          placeholder="hats, heavy make-up"
          maxLength={2000}
          value={draft.negativePrompt}
          error={refused["negativePrompt"]}
          onChange={(event) => onChange({ negativePrompt: event.target.value })}
        />
      )}
      {model && (
        <p className={styles.licence} title={model.licence}>
          {cost === undefined ? null : <strong>{cost === 0 ? "Free" : `${counted(cost, "credit")} each`}</strong>}
          {model.commercialUse ? " · For any use, also commercial" : " · Not for commercial use"}
        </p>
      )}
    </div>
  );
}

/** What is missing is said where somebody cannot draw, or not yet. */
function Choice({ title, whyNot: hint }: { title: string; whyNot: string | undefined }) {
  return (
    <span>
      {title}
      {hint && <small className={styles.hint}>{hint}</small>}
    </span>
  );
}

function whyNot(provider: Provider, unfit: Unfit | undefined): string | undefined {
  return unfit?.(provider) ?? (provider.configured ? undefined : (provider.setupHint ?? "Not set up."));
}

interface ModelProps {
  provider: Provider;
  model: string;
  isWide: boolean;
  onChange: (id: string) => void;
}

function ModelChoice({ provider, model, isWide, onChange }: ModelProps) {
  const models = provider.models.map(({ id, title }) => ({ value: id, label: title }));
  return isWide && models.length <= 3 ? (
    <SegmentedControl aria-label="Style" fullWidth size="xs" data={models} value={model} onChange={onChange} />
  ) : (
    <Select label="Style" allowDeselect={false} data={models} value={model} onChange={(id) => id && onChange(id)} />
  );
}
