import { Button } from "@mantine/core";
import { IconSparkles } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { Generation } from "~/api/types";
import { allItems } from "~/api/pages";
import { CardGridSkeleton } from "~/ui/CardGrid";
import { EmptyState } from "~/ui/EmptyState";
import { MoreWhenSeen } from "~/ui/MoreWhenSeen";
import { ProblemState } from "~/ui/ProblemState";
import { ThreePortraits } from "~/ui/ThreePortraits";
import { AvatarGrid, type HeldPlace } from "../avatars/AvatarGrid";
import { avatarList } from "../avatars/api";
import { ActiveGenerations } from "../generations/ActiveGenerations";
import { isOpen, projectGenerations } from "../generations/api";
import { GenerationCard } from "../generations/GenerationCard";
import { useAvatarGeneration } from "../generations/useAvatarGeneration";

interface Props {
  projectId: string;
  isDescribing: boolean;
  onDescribe: () => void;
}

/** The people of a project and those who are on their way. */
export function ProjectPeople({ projectId, isDescribing, onDescribe }: Props) {
  const { data, error, isPending, isLoadingError, refetch, ...more } = useInfiniteQuery(avatarList(projectId));
  const { data: generations = [] } = useQuery(projectGenerations(projectId));
  const actions = useAvatarGeneration();

  if (isPending) return <CardGridSkeleton label="Loading the people of this project" />;
  if (isLoadingError) return <ProblemState isPart error={error} onRetry={() => void refetch()} />;
  const avatars = allItems(data);
  const held = generations.map(asPlace);
  const isEmpty = avatars.length === 0 && !held.some(({ card }) => card !== null);
  return (
    <>
      <ActiveGenerations generations={generations} actions={actions} />
      {isEmpty ? (
        <NobodyYet isDescribing={isDescribing} onDescribe={onDescribe} />
      ) : (
        <AvatarGrid
          avatars={avatars}
          held={held}
          linkTo={({ id }) => `/projects/${projectId}/people/${id}`}
        />
      )}
      <MoreWhenSeen {...more} />
    </>
  );
}

function asPlace(generation: Generation): HeldPlace {
  const { id, createdAt: since } = generation;
  return { id, since, card: isOpen(generation) ? <GenerationCard generation={generation} /> : null };
}

function NobodyYet({ isDescribing, onDescribe }: Pick<Props, "isDescribing" | "onDescribe">) {
  return (
    <EmptyState
      isPart
      picture={<ThreePortraits />}
      title="Nobody here yet"
      action={
        !isDescribing && (
          <Button size="md" leftSection={<IconSparkles size={18} stroke={1.75} />} onClick={onDescribe}>
            Describe a person
          </Button>
        )
      }
    >
      {isDescribing ? "Describe somebody, and they will appear right here." : "Describe somebody in a sentence, and they will appear right here."}
    </EmptyState>
  );
}
