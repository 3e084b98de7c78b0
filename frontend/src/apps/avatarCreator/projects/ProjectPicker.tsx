import { Button, TextInput, UnstyledButton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useRef, useState } from "react";
import { allItems } from "~/api/pages";
import type { Project } from "~/api/types";
import { Dialog, DialogFoot } from "~/ui/Dialog";
import { MoreWhenSeen } from "~/ui/MoreWhenSeen";
import { ProblemState } from "~/ui/ProblemState";
import { counted } from "~/ui/words";
import { foundProjects } from "./api";
import { Collage } from "./Collage";
import styles from "./ProjectPicker.module.css";
import { useProjectManagement } from "./useProjectManagement";

const PAUSE_MS = 160;

interface Props {
  title: string;
  /** A project that is no choice. */
  without?: string | undefined;
  onPick: (project: Project) => void;
  onClose: () => void;
}

/** Chooses a project by its faces or a word, or makes a new one. */
export default function ProjectPicker({ title, without, onPick, onClose }: Props) {
  const [words, setWords] = useState("");
  const [asked] = useDebouncedValue(words.trim(), PAUSE_MS);
  const { data, error, isLoadingError, refetch, ...more } = useInfiniteQuery(foundProjects(asked));
  const { create, isCreating } = useProjectManagement();
  const list = useRef<HTMLUListElement>(null);
  const projects = data ? allItems(data).filter(({ id }) => id !== without) : [];

  const toFirst = (event: KeyboardEvent): void => {
    const first = list.current?.querySelector("button");
    if (!first || (event.key !== "Enter" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    if (event.key === "Enter") first.click();
    else first.focus();
  };
  const pickNew = async (): Promise<void> => onPick(await create(words.trim() || "New project"));
  return (
    <Dialog title={title} width={420} isSmall onClose={onClose}>
      <TextInput
        className={styles.search}
        data-autofocus
        aria-label="Search projects"
        placeholder="Search projects"
        maxLength={120}
        leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={toFirst}
      />
      <div className={styles.scroller}>
        {isLoadingError && <ProblemState isPart error={error} onRetry={() => void refetch()} />}
        <ul ref={list} className={styles.list} aria-label="Projects">
          {projects.map((project) => (
            <li key={project.id}>
              <UnstyledButton className={styles.project} onClick={() => onPick(project)}>
                <span className={styles.faces}>
                  <Collage urls={project.previewUrls} />
                </span>
                <span className={styles.name}>{project.name}</span>
                <span className={styles.count}>{counted(project.avatarCount, "person", "people")}</span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
        {data && projects.length === 0 && <p className={styles.none}>No other project is called this.</p>}
        <MoreWhenSeen {...more} />
      </div>
      <DialogFoot>
        <Button
          variant="default"
          loading={isCreating}
          leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />}
          onClick={() => void pickNew()}
        >
          {words.trim() ? `New project “${words.trim()}”` : "New project"}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
