import { lazy, Suspense } from "react";
import type { GenerateRequest } from "~/api/types";
import type { Creation } from "./useCreation";

const GenerateAvatarModal = lazy(() => import("../generations/describe/GenerateAvatarModal"));
const PresetsGalleryModal = lazy(() => import("../presets/PresetsGalleryModal"));
const NewLookSheet = lazy(() => import("../looks/NewLookSheet"));
const UploadAvatarModal = lazy(() => import("../upload/UploadAvatarModal"));

interface Props {
  projectId: string;
  creation: Creation;
  /** There is room for a sheet beside the people. */
  isBeside: boolean;
  /** An earlier order to begin with. */
  start: GenerateRequest | undefined;
}

/** Whatever is open to create somebody with; loaded when it is opened. */
export function Creating({ projectId, creation: { way, avatarId, close }, isBeside, start }: Props) {
  if (way === null) return null;
  const project = { projectId, onClose: close };
  return (
    <Suspense>
      {way === "describe" && <GenerateAvatarModal key={projectId} {...project} isBeside={isBeside} start={start} />}
      {way === "preset" && <PresetsGalleryModal {...project} />}
      {way === "upload" && <UploadAvatarModal {...project} />}
      {(way === "reference" || way === "look" || way === "alike") && (
        <NewLookSheet
          key={`${projectId} ${avatarId ?? ""} ${way}`}
          {...project}
          isBeside={isBeside}
          avatarId={avatarId}
          isAlike={way === "alike"}
        />
      )}
    </Suspense>
  );
}
