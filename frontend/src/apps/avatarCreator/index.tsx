/** The door of the app: what the shell needs to know of it. What opens over its views is loaded when it is opened. */
import { IconFolders, IconUsers } from "@tabler/icons-react";
import { lazy } from "react";
import { Route } from "react-router";
import { avatarEvents } from "./avatars/api";
import { generationEvents } from "./generations/api";
import { useProgress } from "./generations/useProgress";
import EveryoneView from "./pages/EveryoneView";
import ProjectDetailView from "./pages/ProjectDetailView";
import { projectEvents } from "./projects/api";
import ProjectsListView from "./projects/ProjectsListView";

const AvatarPage = lazy(() => import("./pages/AvatarPage"));

export const AvatarCreator = {
  home: "/projects",
  places: [
    { to: "/projects", label: "Projects", Icon: IconFolders },
    { to: "/people", label: "All people", Icon: IconUsers },
  ],
  events: [projectEvents, avatarEvents, generationEvents],
  useProgress,
  routes: (
    <>
      <Route path="projects" element={<ProjectsListView />} />
      <Route path="projects/:projectId" element={<ProjectDetailView />}>
        <Route path="people/:avatarId" element={<AvatarPage />} />
      </Route>
      <Route path="people" element={<EveryoneView />}>
        <Route path=":avatarId" element={<AvatarPage />} />
      </Route>
    </>
  ),
};
