import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { allItems } from "~/api/pages";
import type { Generation } from "~/api/types";
import { CardGridSkeleton } from "~/ui/CardGrid";
import { EmptyState } from "~/ui/EmptyState";
import { MoreWhenSeen } from "~/ui/MoreWhenSeen";
import { ProblemState } from "~/ui/ProblemState";
import { ThreePortraits } from "~/ui/ThreePortraits";
import { avatarList } from "../avatars/api";
import { AvatarGrid, type HeldPlace } from "../avatars/AvatarGrid";
import { ActiveGenerations } from "../generations/ActiveGenerations";
import { isOpen, projectGenerations } from "../generations/api";
import { GenerationCard } from "../generations/GenerationCard";
import { useAvatarGeneration } from "../generations/useAvatarGeneration";
import { CreateButton } from "./CreateButton";
import type { Way } from "./useCreation";

interface Props {
  projectId: string;
  /** Undefined while somebody is being created beside them. */
  onCreate: ((way: Way) => void) | undefined;
}

/** The people of a project and those who are on their way. */
export function ProjectPeople({ projectId, onCreate }: Props) {
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
        <NobodyYet onCreate={onCreate} />
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

function NobodyYet({ onCreate }: Pick<Props, "onCreate">) {
  return (
    <EmptyState
      isPart
      picture={<ThreePortraits />}
      title="Nobody here yet"
      action={onCreate && <CreateButton onCreate={onCreate} />}
    >
      {onCreate
        ? "Describe somebody, take one who is ready, or drop your own pictures here."
        : "Describe somebody, and they will appear right here."}
    </EmptyState>
  );
}
