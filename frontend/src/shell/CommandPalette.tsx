import { Loader, Modal } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useId, useState } from "react";
import styles from "./CommandPalette.module.css";
import { type Command, useCommands } from "./useCommands";

const PAUSE_MS = 140;

/** Goes anywhere and finds anybody by typing: one field, one list, the arrows and Enter. */
export default function CommandPalette({ onClose }: { onClose: () => void }) {
  const [words, setWords] = useState("");
  const [asked] = useDebouncedValue(words, PAUSE_MS);
  const [at, setAt] = useState(0);
  const { groups, isFinding } = useCommands(words, asked);
  const list = useId();
  const all = groups.flatMap(({ commands }) => commands);
  const here = all[Math.min(at, all.length - 1)];
  const optionId = (command: Command): string => `${list}-${command.id}`;
  const hereId = here && optionId(here);
  useEffect(() => {
    if (hereId) document.getElementById(hereId)?.scrollIntoView({ block: "nearest" });
  }, [hereId]);

  const run = (command: Command): void => {
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt((Math.min(at, all.length - 1) + step + all.length) % Math.max(all.length, 1));
    else if (event.key === "Enter" && here) run(here);
    else return;
    event.preventDefault();
  };
  return (
    <Modal.Root opened onClose={onClose} size={600} yOffset="12dvh" transitionProps={{ duration: 120 }} classNames={{ content: styles.palette }}>
      <Modal.Overlay backgroundOpacity={0.35} blur={2} />
      <Modal.Content aria-label="Search" radius={16}>
        <div className={styles.search}>
          <IconSearch size={20} stroke={1.75} aria-hidden />
          <input
            data-autofocus
            role="combobox"
            aria-label="Search people, projects and places"
            aria-expanded
            aria-controls={list}
            aria-activedescendant={hereId}
            autoComplete="off"
            spellCheck={false}
            placeholder="A person, a project, a place"
            value={words}
            onChange={(event) => {
              setWords(event.target.value);
              setAt(0);
            }}
            onKeyDown={onKeyDown}
          />
          {isFinding && <Loader size={16} color="ink" aria-hidden />}
        </div>
        <div id={list} role="listbox" aria-label="Results" aria-busy={isFinding} className={styles.results} tabIndex={-1}>
          {groups.map(({ title, commands }) => (
            <div key={title} role="group" aria-label={title}>
              <div className={styles.title} aria-hidden>
                {title}
              </div>
              {commands.map((command) => (
                // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the field takes the keys
                <div
                  key={command.id}
                  id={optionId(command)}
                  role="option"
                  tabIndex={-1}
                  aria-selected={command === here}
                  className={styles.command}
                  onMouseMove={() => setAt(all.indexOf(command))}
                  onClick={() => run(command)}
                >
                  <span className={styles.sign}>{command.sign}</span>
                  {command.label}
                </div>
              ))}
            </div>
          ))}
          {all.length === 0 && !isFinding && <p className={styles.nothing}>Nothing by “{words.trim()}”.</p>}
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}
