import { Button } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconSparkles } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, type RefObject, Suspense, useEffect, useRef } from "react";
import { Link, Outlet, useLocation, useParams, useSearchParams } from "react-router";
import type { GenerateRequest } from "~/api/types";
import { useCrumbs } from "~/ui/crumbs";
import { InlineEdit } from "~/ui/InlineEdit";
import { ProblemState } from "~/ui/ProblemState";
import { View } from "~/ui/View";
import { projectById } from "../projects/api";
import { useProjectManagement } from "../projects/useProjectManagement";
import { ProjectPeople } from "./ProjectPeople";
import styles from "./ProjectDetailView.module.css";

const GenerateAvatarModal = lazy(() => import("../generations/describe/GenerateAvatarModal"));

/** What those who lead here may bring along. */
interface Arrival {
  /** The project was just made. */
  isNew?: boolean;
  /** An earlier order to make again. */
  start?: GenerateRequest;
}

/** One project: its name, what is being made, its people; the describe sheet beside them. */
export default function ProjectDetailView() {
  const { projectId = "" } = useParams();
  const { data: project, error, refetch } = useQuery(projectById(useQueryClient(), projectId));
  const { change } = useProjectManagement();
  const { isDescribing, describe, close } = useDescribeSheet();
  const arrival = useLocation().state as Arrival | null;
  const isWide = useMediaQuery("(min-width: 1100px)", true);
  const opener = useFocusBack(isDescribing);
  useCrumbs({ label: "Projects", to: "/projects" }, { label: project?.name ?? "Project" });

  if (error && !project) {
    return (
      <ProblemState
        error={error}
        onRetry={() => void refetch()}
        action={
          <Button component={Link} to="/projects" variant="default">
            All projects
          </Button>
        }
      />
    );
  }
  return (
    <div className={styles.page} data-split={(isDescribing && isWide) || undefined}>
      <View
        title={
          <div className={styles.words}>
            <h1 className={styles.name}>
              {project ? (
                <InlineEdit
                  key={projectId}
                  label="Project name"
                  value={project.name}
                  maxLength={120}
                  required
                  selectAtOnce={arrival?.isNew ?? false}
                  onSave={(name) => change(project, { name })}
                />
              ) : (
                <span className="visually-hidden">Project</span>
              )}
            </h1>
            {project && (
              <InlineEdit
                label="Description"
                className={styles.description}
                placeholder="Add a description"
                value={project.description ?? ""}
                maxLength={2000}
                multiline
                onSave={(description) => change(project, { description: description || null })}
              />
            )}
          </div>
        }
        action={
          !isDescribing && (
            <Button
              ref={opener}
              size="md"
              leftSection={<IconSparkles size={18} stroke={1.75} />}
              onClick={describe}
            >
              Describe a person
            </Button>
          )
        }
      >
        <ProjectPeople projectId={projectId} onDescribe={describe} isDescribing={isDescribing} />
      </View>
      {isDescribing && (
        <Suspense>
          <GenerateAvatarModal
            key={projectId}
            projectId={projectId}
            isBeside={isWide}
            start={arrival?.start}
            onClose={close}
          />
        </Suspense>
      )}
      <Outlet />
    </div>
  );
}

/** The button that opens the sheet has the focus again when the sheet is gone. */
function useFocusBack(isDescribing: boolean): RefObject<HTMLButtonElement | null> {
  const opener = useRef<HTMLButtonElement>(null);
  const wasDescribing = useRef(isDescribing);
  useEffect(() => {
    if (wasDescribing.current && !isDescribing) opener.current?.focus();
    wasDescribing.current = isDescribing;
  }, [isDescribing]);
  return opener;
}

/** Whether the sheet is open is part of the address: the back button closes it. */
function useDescribeSheet() {
  const [search, setSearch] = useSearchParams();
  return {
    isDescribing: search.get("create") === "describe",
    describe: () => setSearch({ create: "describe" }),
    close: () => setSearch({}, { replace: true }),
  };
}
