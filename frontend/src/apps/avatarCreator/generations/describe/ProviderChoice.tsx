import { SegmentedControl, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Provider } from "~/api/types";
import { counted } from "~/ui/words";
import { providers } from "../api";
import type { Draft } from "./draft";
import styles from "./ProviderChoice.module.css";

interface Props {
  draft: Pick<Draft, "provider" | "model" | "negativePrompt">;
  /** Credits for one picture, once it is known. */
  cost: number | undefined;
  /** By field, what the server did not accept. */
  refused: Record<string, string>;
  /** There is room for all styles side by side. */
  isWide: boolean;
  onChange: (changes: Partial<Draft>) => void;
}

/** Who draws the person, and in which manner. */
export function ProviderChoice({ draft, cost, refused, isWide, onChange }: Props) {
  const { data: all = [] } = useQuery(providers);
  const usable = all.filter(({ configured }) => configured);
  const provider = usable.find(({ id }) => id === draft.provider) ?? usable.find(({ isDefault }) => isDefault);
  const model = provider?.models.find(({ id }) => id === draft.model) ?? provider?.models[0];
  return (
    <div className={styles.choice}>
      {all.length > 1 && (
        <Select
          label="Made by"
          allowDeselect={false}
          data={all.map(({ id, title, configured }) => ({ value: id, label: title, disabled: !configured }))}
          renderOption={({ option }) => <Choice provider={all.find(({ id }) => id === option.value)} />}
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

/** One who could draw; what is missing is said where they cannot yet. */
function Choice({ provider }: { provider: Provider | undefined }) {
  return (
    <span>
      {provider?.title}
      {provider?.setupHint && <small className={styles.hint}>{provider.setupHint}</small>}
    </span>
  );
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
