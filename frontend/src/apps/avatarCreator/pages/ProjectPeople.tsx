import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Generation } from "~/api/types";
import { EmptyState } from "~/ui/EmptyState";
import { ThreePortraits } from "~/ui/ThreePortraits";
import type { HeldPlace } from "../avatars/places";
import { ActiveGenerations } from "../generations/ActiveGenerations";
import { isOpen, projectGenerations } from "../generations/api";
import { GenerationCard } from "../generations/GenerationCard";
import { useAvatarGeneration } from "../generations/useAvatarGeneration";
import { Library } from "../library/Library";
import { CreateButton } from "./CreateButton";
import type { Way } from "./useCreation";

interface Props {
  projectId: string;
  /** Undefined while somebody is being created beside them. */
  onCreate: ((way: Way) => void) | undefined;
}

/** The people of a project and those who are on their way. */
export function ProjectPeople({ projectId, onCreate }: Props) {
  const { data: generations } = useQuery(projectGenerations(projectId));
  const actions = useAvatarGeneration();
  const held = useMemo(() => generations?.map(asPlace), [generations]);
  return (
    <>
      <ActiveGenerations generations={generations ?? []} actions={actions} />
      <Library
        key={projectId}
        projectId={projectId}
        at={`/projects/${projectId}/people`}
        loadingLabel="Loading the people of this project"
        nobody={<NobodyYet onCreate={onCreate} />}
        {...(held && { held })}
      />
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
