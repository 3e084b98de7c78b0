import { Skeleton, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type Ref, useRef, useState } from "react";
import { allItems } from "~/api/pages";
import type { Avatar } from "~/api/types";
import { Dialog } from "~/ui/Dialog";
import { EmptyState } from "~/ui/EmptyState";
import { MoreWhenSeen } from "~/ui/MoreWhenSeen";
import { Portrait } from "~/ui/Portrait";
import { ProblemState } from "~/ui/ProblemState";
import styles from "./AvatarPicker.module.css";
import { lastingImage } from "./api";
import { faceBeside } from "./faceBeside";
import { personaLine } from "./personaLine";
import { foundPeople } from "./search";

const PAUSE_MS = 160;

interface Props {
  title?: string;
  onPick: (avatar: Avatar) => void;
  onClose: () => void;
}

/** Chooses somebody of all one's people, by face or by a word. */
export default function AvatarPicker({ title = "Choose a person", onPick, onClose }: Props) {
  const [words, setWords] = useState("");
  const [asked] = useDebouncedValue(words, PAUSE_MS);
  const field = useRef<HTMLInputElement>(null);
  const faces = useRef<HTMLUListElement>(null);
  const firstFace = (): HTMLElement | null => faces.current?.querySelector("button") ?? null;

  const inField = (event: KeyboardEvent): void => {
    if (event.key === "Enter") firstFace()?.click();
    else if (event.key === "ArrowDown") firstFace()?.focus();
    else return;
    event.preventDefault();
  };
  const inFaces = (event: KeyboardEvent<HTMLUListElement>): void => {
    const next = faceBeside(event.currentTarget, event.target as Element, event.key);
    if (next === undefined) return;
    event.preventDefault();
    (next ?? field.current)?.focus();
  };
  return (
    <Dialog title={title} width={760} onClose={onClose}>
      <TextInput
        ref={field}
        className={styles.search}
        data-autofocus
        size="md"
        type="search"
        aria-label="Search all people"
        placeholder="A name, a word of their story, a tag"
        leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={inField}
      />
      <div className={styles.results}>
        <Faces words={asked} listRef={faces} onKeyDown={inFaces} onPick={onPick} />
      </div>
    </Dialog>
  );
}

interface FacesProps {
  words: string;
  listRef: Ref<HTMLUListElement>;
  onKeyDown: (event: KeyboardEvent<HTMLUListElement>) => void;
  onPick: (avatar: Avatar) => void;
}

function Faces({ words, listRef, onKeyDown, onPick }: FacesProps) {
  const { data, error, isPending, isLoadingError, isPlaceholderData, refetch, ...more } = useInfiniteQuery(foundPeople(words));
  if (isPending) return <FacesSkeleton />;
  if (isLoadingError) return <ProblemState isPart error={error} onRetry={() => void refetch()} />;
  const people = allItems(data);
  if (people.length === 0) return <Nobody words={words} />;
  return (
    <>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the buttons in it take the keys */}
      <ul ref={listRef} className={styles.faces} aria-label="People" aria-busy={isPlaceholderData} onKeyDown={onKeyDown}>
        {people.map((avatar) => (
          <li key={avatar.id}>
            <button type="button" className={styles.face} onClick={() => onPick(avatar)}>
              <Portrait
                src={avatar.thumbnailUrl}
                lastingSrc={lastingImage(avatar.id, "300")}
                thumbhash={avatar.thumbhash}
                alt=""
              />
              <span className={styles.name}>{avatar.name}</span>
              <span className={styles.about}>{personaLine(avatar)}</span>
            </button>
          </li>
        ))}
      </ul>
      <MoreWhenSeen {...more} />
    </>
  );
}

function Nobody({ words }: { words: string }) {
  return words.trim() ? (
    <EmptyState isPart title={`Nobody by “${words.trim()}”`}>
      Try part of a name, a word of their story or a tag.
    </EmptyState>
  ) : (
    <EmptyState isPart title="Nobody here yet">
      Everybody you make can be chosen here.
    </EmptyState>
  );
}

function FacesSkeleton() {
  return (
    <ul className={styles.faces} role="status" aria-label="Loading people">
      {Array.from({ length: 10 }, (_, index) => (
        <li key={index} aria-hidden>
          <Skeleton className={styles.square} radius="lg" />
          <Skeleton height={13} width="70%" mt={10} />
        </li>
      ))}
    </ul>
  );
}
