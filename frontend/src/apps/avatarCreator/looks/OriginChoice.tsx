import { Button, Skeleton } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { lazy, useState } from "react";
import { allItems } from "~/api/pages";
import { asProblem } from "~/api/problem";
import type { Avatar } from "~/api/types";
import { DropCurtain } from "~/ui/DropCurtain";
import { DropZone } from "~/ui/DropZone";
import { Portrait } from "~/ui/Portrait";
import { ProblemState } from "~/ui/ProblemState";
import { usePicturesGiven } from "~/ui/usePicturesGiven";
import { lastingImage } from "../avatars/api";
import { foundPeople } from "../avatars/search";
import { providers } from "../generations/api";
import { sendReference } from "./api";
import { NobodyReads } from "./NobodyReads";
import styles from "./OriginChoice.module.css";
import type { Origin } from "./reference";

const AvatarPicker = lazy(() => import("../avatars/AvatarPicker"));

/** As many faces as one takes in; the others are found by a word. */
const NEWEST = 12;

interface Props {
  projectId: string;
  onChoose: (origin: Origin) => void;
}

/** Whom or what to begin with: a picture from outside, or somebody who is there already. */
export function OriginChoice({ projectId, onChoose }: Props) {
  const { data: all = [], isPending } = useQuery(providers);
  const canRead = isPending || all.some(({ configured, readsPictures }) => configured && readsPictures);
  return (
    <div className={styles.choice}>
      {canRead ? <FromPicture projectId={projectId} onChoose={onChoose} /> : <NobodyReads all={all} />}
      <People hasOther={canRead} onChoose={(avatar) => onChoose({ kind: "person", avatar })} />
    </div>
  );
}

function FromPicture({ projectId, onChoose }: Props) {
  const sending = useMutation({
    mutationFn: (file: File) => sendReference(projectId, file),
    onSuccess: (reference, file) => onChoose({ kind: "picture", reference, name: file.name }),
  });
  const send = ([file]: File[]): void => {
    if (file && !sending.isPending) sending.mutate(file);
  };
  const isHeldOver = usePicturesGiven(true, send);
  const problem = sending.error && asProblem(sending.error);
  return (
    <>
      <DropZone title={sending.isPending ? "Looking at it…" : "A picture of yours"} onGiven={send}>
        Drop it, paste it or choose it. It is drawn from, and does not become one of your people.
      </DropZone>
      {problem && (
        <p className={styles.problem} role="alert">
          <strong>{problem.title}.</strong> {problem.detail}
        </p>
      )}
      {isHeldOver && <DropCurtain />}
    </>
  );
}

interface PeopleProps {
  /** There is something else to choose above them. */
  hasOther: boolean;
  onChoose: (avatar: Avatar) => void;
}

function People({ hasOther, onChoose }: PeopleProps) {
  const [isSearching, setSearching] = useState(false);
  const { data, error, isPending, refetch } = useInfiniteQuery(foundPeople(""));
  const people = data ? allItems(data) : [];
  return (
    <section aria-label="Your people">
      <div className={styles.head}>
        <h3 className={styles.title}>{hasOther ? "Or somebody you have" : "Somebody you have"}</h3>
        {people.length > NEWEST && (
          <Button variant="default" size="compact-md" onClick={() => setSearching(true)}>
            Find somebody
          </Button>
        )}
      </div>
      {isPending && <Skeleton height={220} radius="lg" />}
      {error && !data && <ProblemState isPart error={error} onRetry={() => void refetch()} />}
      {data && people.length === 0 && <p className={styles.nobody}>Nobody yet. Whoever you make can be begun with here.</p>}
      <ul className={styles.people}>
        {people.slice(0, NEWEST).map((avatar) => (
          <li key={avatar.id}>
            <button type="button" className={styles.person} onClick={() => onChoose(avatar)}>
              <Portrait
                src={avatar.thumbnailUrl}
                lastingSrc={lastingImage(avatar.id, "300")}
                alt=""
                thumbhash={avatar.thumbhash}
              />
              <span className={styles.name}>{avatar.name}</span>
            </button>
          </li>
        ))}
      </ul>
      {isSearching && <AvatarPicker title="Begin with" onPick={onChoose} onClose={() => setSearching(false)} />}
    </section>
  );
}
