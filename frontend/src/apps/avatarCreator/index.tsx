/** The door of the app: what the shell needs to know of it. A view is loaded when one goes there. */
import { IconChartBar, IconFolders, IconHeart, IconTrash, IconUsers } from "@tabler/icons-react";
import { lazy } from "react";
import { Route } from "react-router";
import { avatarEvents } from "./avatars/api";
import { familyEvents } from "./avatars/family";
import { generationEvents } from "./generations/api";
import { useProgress } from "./generations/useProgress";
import { WithDialogs } from "./pages/WithDialogs";
import { projectEvents } from "./projects/api";
import ProjectsListView from "./projects/ProjectsListView";
import { trashEvents } from "./trash/api";
import { usageEvents } from "./usage/api";

const AvatarPage = lazy(() => import("./pages/AvatarPage"));
const AvatarPicker = lazy(() => import("./avatars/AvatarPicker"));
const EveryoneView = lazy(() => import("./pages/EveryoneView"));
const FavouritesView = lazy(() => import("./pages/FavouritesView"));
const ProjectDetailView = lazy(() => import("./pages/ProjectDetailView"));
const TrashView = lazy(() => import("./pages/TrashView"));
const UsageView = lazy(() => import("./pages/UsageView"));

export const AvatarCreator = {
  home: "/projects",
  places: [
    { to: "/projects", label: "Projects", Icon: IconFolders },
    { to: "/people", label: "All people", Icon: IconUsers },
    { to: "/favourites", label: "Favourites", Icon: IconHeart },
  ],
  /** Those one goes to now and then: after the places of other apps. */
  laterPlaces: [
    { to: "/usage", label: "Usage", Icon: IconChartBar },
    { to: "/trash", label: "Trash", Icon: IconTrash },
  ],
  events: [projectEvents, avatarEvents, familyEvents, generationEvents, usageEvents, trashEvents],
  useProgress,
  /** Lent to other apps. */
  Picker: AvatarPicker,
  routes: (
    <Route element={<WithDialogs />}>
      <Route path="projects" element={<ProjectsListView />} />
      <Route path="projects/:projectId" element={<ProjectDetailView />}>
        <Route path="people/:avatarId" element={<AvatarPage />} />
      </Route>
      <Route path="people" element={<EveryoneView />}>
        <Route path=":avatarId" element={<AvatarPage />} />
      </Route>
      <Route path="favourites" element={<FavouritesView />}>
        <Route path=":avatarId" element={<AvatarPage />} />
      </Route>
      <Route path="trash" element={<TrashView />} />
      <Route path="usage" element={<UsageView />} />
    </Route>
  ),
};
