import { useNavigate } from "react-router";
import { useProjectManagement } from "./projects/useProjectManagement";

/** Makes a project and goes there, with its name ready to be typed over. */
export function useProjectCreation(): () => void {
  const { create } = useProjectManagement();
  const navigate = useNavigate();
  return () =>
    void create("New project")
      .then(({ id }) => navigate(`/projects/${id}`, { state: { isNew: true } }))
      .catch(() => undefined); // told already
}
