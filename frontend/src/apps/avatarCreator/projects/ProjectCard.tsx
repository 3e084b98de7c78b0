import { useState } from "react";
import { Link } from "react-router";
import type { Project } from "~/api/types";
import { NameField } from "~/ui/NameField";
import { ago, counted } from "~/ui/words";
import { Collage } from "./Collage";
import styles from "./ProjectCard.module.css";
import { ProjectMenu } from "./ProjectMenu";
import type { useProjectManagement } from "./useProjectManagement";

interface Props {
  project: Project;
  actions: Pick<ReturnType<typeof useProjectManagement>, "change" | "remove" | "exportFile">;
}

/** A project as its newest faces. */
export function ProjectCard({ project, actions }: Props) {
  const [isRenaming, setRenaming] = useState(false);
  return (
    <article className={styles.card}>
      <Link to={`/projects/${project.id}`} className={styles.faces} tabIndex={-1} aria-hidden>
        <Collage urls={project.previewUrls} />
      </Link>
      <div className={styles.foot}>
        <div className={styles.words}>
          {isRenaming ? (
            <NameField
              name={project.name}
              label="Project name"
              onDone={(name) => {
                setRenaming(false);
                if (name) actions.change(project, { name });
              }}
            />
          ) : (
            <h2 className={styles.name}>
              <Link to={`/projects/${project.id}`}>{project.name}</Link>
            </h2>
          )}
          <p className={styles.facts}>
            {counted(project.avatarCount, "person", "people")} · {ago(project.updatedAt)}
          </p>
        </div>
        <ProjectMenu
          project={project}
          className={styles.more}
          onRename={() => setRenaming(true)}
          onExport={() => actions.exportFile(project)}
          onDelete={() => actions.remove(project)}
        />
      </div>
    </article>
  );
}
