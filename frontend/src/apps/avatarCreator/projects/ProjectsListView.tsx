import { Button, Group, UnstyledButton } from "@mantine/core";
import { IconPlus, IconSparkles } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { allItems } from "~/api/pages";
import { CardGrid, CardGridSkeleton } from "~/ui/CardGrid";
import { useCrumbs } from "~/ui/crumbs";
import { EmptyState } from "~/ui/EmptyState";
import { MoreWhenSeen } from "~/ui/MoreWhenSeen";
import { ProblemState } from "~/ui/ProblemState";
import { View } from "~/ui/View";
import { projectList } from "./api";
import { ImportButton } from "./ImportButton";
import { ProjectCard } from "./ProjectCard";
import styles from "./ProjectCard.module.css";
import { ThreePortraits } from "~/ui/ThreePortraits";
import { useProjectManagement } from "./useProjectManagement";

/** All projects of the person, newest changed first. */
export default function ProjectsListView() {
  useCrumbs({ label: "Projects" });
  const navigate = useNavigate();
  const { data, error, isPending, isLoadingError, refetch, ...more } = useInfiniteQuery(projectList());
  const actions = useProjectManagement();

  const createFirst = async (): Promise<void> => {
    const { id } = await actions.create("My people");
    await navigate(`/projects/${id}?create=describe`);
  };
  const create = async (): Promise<void> => {
    const { id } = await actions.create("New project");
    await navigate(`/projects/${id}`, { state: { isNew: true } });
  };

  if (isPending) return <View title="Projects"><CardGridSkeleton label="Loading your projects" hasWords /></View>;
  if (isLoadingError) return <ProblemState error={error} onRetry={() => void refetch()} />;
  const projects = allItems(data);
  if (projects.length === 0) {
    return (
      <EmptyState
        picture={<ThreePortraits />}
        title="Who do you want to meet?"
        action={
          <Group justify="center">
            <Button
              size="md"
              leftSection={<IconSparkles size={18} stroke={1.75} />}
              loading={actions.isCreating}
              onClick={() => void createFirst()}
            >
              Describe your first person
            </Button>
            <ImportButton />
          </Group>
        }
      >
        Say it in a sentence and watch the face appear. People you make stay: with a name, a story and a look you can use
        again.
      </EmptyState>
    );
  }
  return (
    <View title="Projects" action={<ImportButton />}>
      <CardGrid minWidth={220}>
        <li>
          <UnstyledButton className={styles.create} disabled={actions.isCreating} onClick={() => void create()}>
            <IconPlus size={28} stroke={1.5} aria-hidden />
            New project
          </UnstyledButton>
        </li>
        {projects.map((project) => (
          <li key={project.id}>
            <ProjectCard project={project} actions={actions} />
          </li>
        ))}
      </CardGrid>
      <MoreWhenSeen {...more} />
    </View>
  );
}
