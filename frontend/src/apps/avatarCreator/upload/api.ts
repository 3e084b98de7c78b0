/** Uploads on the wire. What is stored reaches lists as every new avatar does. */
import { postForm } from "~/api/form";
import type { Attributes, Crop, Inspection, Persona, UploadedAvatar } from "~/api/types";

const APP = "/api/apps/avatar-creator";

/** What a picture is and how it might be cropped; nothing is kept. */
export function inspect(file: File, signal: AbortSignal): Promise<Inspection> {
  const form = new FormData();
  form.set("file", file);
  return postForm(`${APP}/pictures/inspect`, form, { signal });
}

export interface Upload {
  projectId: string;
  file: File;
  name: string;
  crop: Crop | null;
  persona: Persona;
  attributes: Attributes;
  key: string;
}

export function upload(
  { projectId, file, name, crop, persona, attributes, key }: Upload,
  signal: AbortSignal,
  onSent: (percent: number) => void,
): Promise<UploadedAvatar> {
  const form = new FormData();
  // Words first: the server knows all of them before the long part comes.
  if (name) form.set("name", name);
  if (crop) form.set("crop", JSON.stringify(crop));
  form.set("persona", JSON.stringify(persona));
  form.set("attributes", JSON.stringify(attributes));
  form.set("file", file);
  return postForm(`${APP}/projects/${projectId}/avatars/upload`, form, { signal, key, onSent });
}
