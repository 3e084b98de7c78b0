import { useLocalStorage } from "@mantine/hooks";
import { useRef } from "react";
import type { Generation } from "~/api/types";
import { counted } from "~/ui/words";
import { isOpen } from "./api";
import { GenerationStatus } from "./GenerationStatus";
import styles from "./GenerationStatus.module.css";
import type { useAvatarGeneration } from "./useAvatarGeneration";

interface Props {
  generations: Generation[];
  actions: Pick<ReturnType<typeof useAvatarGeneration>, "cancel" | "retry">;
}

/** What is being made, and what could not be made until it is tried again or dismissed. */
export function ActiveGenerations({ generations, actions }: Props) {
  const [dismissed, setDismissed] = useLocalStorage<string[]>({ key: "dismissed-generations", defaultValue: [] });
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = worthShowing(generations, dismissed);
  if (shown.length === 0) return null;
  /** The line goes, and the button with it: whoever used the keyboard stays in the panel. */
  const leaving =
    (act: (id: string) => void) =>
    (id: string): void => {
      heading.current?.focus();
      act(id);
    };
  const running = shown.filter(isOpen).length;
  return (
    <section className={styles.panel} aria-label="Active generations">
      <h2 className={styles.heading} ref={heading} tabIndex={-1}>
        {running > 0 ? `Making ${counted(running, "person", "people")}` : `${counted(shown.length, "person", "people")} could not be made`}
      </h2>
      <ul className={styles.list}>
        {shown.map((generation) => (
          <GenerationStatus
            key={generation.id}
            generation={generation}
            onCancel={leaving(actions.cancel)}
            onRetry={leaving(actions.retry)}
            onDismiss={leaving((id) => setDismissed((ids) => [id, ...ids].slice(0, 200)))}
          />
        ))}
      </ul>
    </section>
  );
}

/** Open ones, the next to be done first, then failures that nobody has answered yet. */
function worthShowing(generations: Generation[], dismissed: string[]): Generation[] {
  const retried = new Set(generations.map(({ retryOf }) => retryOf));
  const failed = generations.filter(
    ({ id, status }) => status === "failed" && !retried.has(id) && !dismissed.includes(id),
  );
  return [...generations.filter(isOpen).reverse(), ...failed];
}
