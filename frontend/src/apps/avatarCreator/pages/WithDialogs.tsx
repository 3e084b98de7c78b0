import { lazy, Suspense } from "react";
import { Outlet } from "react-router";
import { useSaveAsPreset } from "../avatars/useSaveAsPreset";

const SaveAsPreset = lazy(() => import("../presets/SaveAsPreset"));

/** Every view of the app, with the dialogs that may open over any of them. */
export function WithDialogs() {
  const { avatarId, close } = useSaveAsPreset();
  return (
    <>
      <Outlet />
      {avatarId && (
        <Suspense>
          <SaveAsPreset key={avatarId} avatarId={avatarId} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
