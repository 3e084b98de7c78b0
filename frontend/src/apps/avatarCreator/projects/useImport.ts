/** A project that was exported, from here or from another installation, becomes a project here. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { idempotencyKey } from "~/api/client";
import { tell, tellWhile } from "~/ui/undo";
import { counted } from "~/ui/words";
import { importProject, putProject } from "./api";

export function useImport() {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const importing = useMutation({
    mutationFn: (file: File) =>
      tellWhile(`Reading ${file.name} …`, async (say) => {
        const { project, avatars } = await importProject(file, idempotencyKey(), (percent) =>
          say(percent < 100 ? `Sending ${file.name}, ${Math.floor(percent)} % …` : "Putting everybody in their place …"),
        );
        putProject(cache, project);
        await navigate(`/projects/${project.id}`);
        tell(`“${project.name}” is here, with ${counted(avatars, "person", "people")}.`);
      }),
  });
  return { importFrom: (file: File) => importing.mutate(file), isImporting: importing.isPending };
}
