import { Button, Group } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect, useRef } from "react";
import { Link, Outlet, useLocation, useNavigate, useParams } from "react-router";
import type { GenerateRequest } from "~/api/types";
import { useCrumbs } from "~/ui/crumbs";
import { DropCurtain } from "~/ui/DropCurtain";
import { InlineEdit } from "~/ui/InlineEdit";
import { ProblemState } from "~/ui/ProblemState";
import { usePicturesGiven } from "~/ui/usePicturesGiven";
import { View } from "~/ui/View";
import { projectById } from "../projects/api";
import { ProjectMenu } from "../projects/ProjectMenu";
import { useProjectManagement } from "../projects/useProjectManagement";
import { useUploadQueue } from "../upload/useUploads";
import { CreateButton } from "./CreateButton";
import { Creating } from "./Creating";
import styles from "./ProjectDetailView.module.css";
import { ProjectPeople } from "./ProjectPeople";
import { isSheet, useCreation } from "./useCreation";

/** What those who lead here may bring along. */
interface Arrival {
  /** The project was just made. */
  isNew?: boolean;
  /** An earlier order to make again. */
  start?: GenerateRequest;
}

/** One project: its name, what is being made, its people; beside or over them what somebody is created with. */
export default function ProjectDetailView() {
  const { projectId = "", avatarId } = useParams();
  const { data: project, error, refetch } = useQuery(projectById(useQueryClient(), projectId));
  const { change, remove, exportFile } = useProjectManagement();
  const navigate = useNavigate();
  const creation = useCreation();
  const uploads = useUploadQueue(projectId);
  const arrival = useLocation().state as Arrival | null;
  const isWide = useMediaQuery("(min-width: 1100px)", true);
  const hasSheet = isSheet(creation.way);
  const takesPictures = avatarId === undefined && (creation.way === null || creation.way === "describe");
  const opener = useFocusBack(creation.way !== null);
  const isHeldOver = usePicturesGiven(takesPictures, (given) => {
    uploads.add(given);
    creation.open("upload");
  });
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
    <div className={styles.page} data-split={(hasSheet && isWide) || undefined}>
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
          !hasSheet && (
            <Group gap="xs" wrap="nowrap">
              {project && (
                <ProjectMenu
                  project={project}
                  size={42}
                  onExport={() => exportFile(project)}
                  onDelete={() => {
                    remove(project);
                    void navigate("/projects");
                  }}
                />
              )}
              <CreateButton mainRef={opener} onCreate={creation.open} />
            </Group>
          )
        }
      >
        <ProjectPeople projectId={projectId} onCreate={hasSheet ? undefined : creation.open} />
      </View>
      <Creating projectId={projectId} creation={creation} isBeside={isWide} start={arrival?.start} />
      {isHeldOver && <DropCurtain />}
      <Outlet />
    </div>
  );
}

/** The button that opens things has the focus again when they are gone. */
function useFocusBack(isCreating: boolean): RefObject<HTMLButtonElement | null> {
  const opener = useRef<HTMLButtonElement>(null);
  const wasCreating = useRef(isCreating);
  useEffect(() => {
    if (wasCreating.current && !isCreating) opener.current?.focus();
    wasCreating.current = isCreating;
  }, [isCreating]);
  return opener;
}
