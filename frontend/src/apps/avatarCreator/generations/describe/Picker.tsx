import { useId } from "react";
import type { Value } from "../../avatars/attributeWords";
import { lookOf } from "./drawings";
import { OtherValue } from "./OtherValue";
import styles from "./Picker.module.css";

interface Props {
  attribute: string;
  title: string;
  values: Value[];
  /** As pictures one can see, as colours, or as words where there is nothing to draw. */
  shape: "picture" | "color" | "word";
  several?: boolean;
  /** Whether one's own words will do too. */
  isOpen: boolean;
  picked: string[];
  /** What the description says already: marked, and overruled by picking. */
  understood: string[];
  /** What picking nothing means, where it is not that the sentence says. */
  anyLabel?: string | undefined;
  onPick: (value: string | null) => void;
}

/** One attribute to choose by eye. Real radio buttons (or check boxes) below, so that arrow keys work. */
export function Picker(props: Props) {
  const { attribute, title, values, shape, several = false, isOpen, picked, understood, anyLabel, onPick } = props;
  const group = useId();
  const said = picked.length > 0 ? picked : understood;
  const ownWords = picked.filter((one) => !values.some(({ id }) => id === one));
  const shown = values.filter(({ id }) => said.includes(id)).map(({ label }) => label);
  return (
    <fieldset className={styles.picker} id={`pick-${attribute}`}>
      <legend className={styles.title}>
        {title}
        {shown.length > 0 && <span className={styles.shown}> · {shown.join(", ")}</span>}
      </legend>
      <div className={styles.values} data-shape={shape}>
        {!several && (
          <Choice
            name={group}
            label={anyLabel ?? (understood.length > 0 ? "As said" : "Any")}
            isAny
            checked={picked.length === 0}
            onPick={() => onPick(null)}
          >
            <span className={styles.any} aria-hidden />
          </Choice>
        )}
        {values.map(({ id, label }) => {
          const look = shape === "word" ? undefined : lookOf(attribute, id);
          return (
            <Choice
              key={id}
              name={group}
              label={label}
              several={several}
              checked={picked.includes(id)}
              hinted={picked.length === 0 && understood.includes(id)}
              onPick={() => onPick(id)}
            >
              {look && <span className={styles.look} style={look} aria-hidden />}
            </Choice>
          );
        })}
      </div>
      {isOpen && (
        <div className={styles.values} data-shape="word" data-own>
          {ownWords.map((own) => (
            <Choice key={own} name={group} label={own} several={several} checked onPick={() => onPick(own)} />
          ))}
          <OtherValue title={title} onGiven={(words) => onPick(idOf(words, values))} />
        </div>
      )}
    </fieldset>
  );
}

/** Words that name a value that is shown are that value. */
function idOf(words: string, values: Value[]): string {
  return values.find(({ label }) => label.toLowerCase() === words.toLowerCase())?.id ?? words;
}

interface ChoiceProps {
  name: string;
  label: string;
  several?: boolean;
  checked: boolean;
  hinted?: boolean;
  isAny?: boolean;
  onPick: () => void;
  children?: React.ReactNode;
}

function Choice({ name, label, several = false, checked, hinted, isAny, onPick, children }: ChoiceProps) {
  return (
    <label className={styles.choice} title={label} data-hinted={hinted || undefined} data-any={isAny}>
      <input
        className="visually-hidden"
        type={several ? "checkbox" : "radio"}
        name={name}
        checked={checked}
        onChange={onPick}
      />
      {children}
      <span className={styles.label}>{label}</span>
    </label>
  );
}
