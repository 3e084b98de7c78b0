/** Short names for the shapes of the API. */
import type { components } from "./schema.gen";

type Schemas = components["schemas"];

export type Attributes = Schemas["Attributes"];
export type Avatar = Schemas["Avatar"];
export type AvatarPage = Schemas["AvatarPage"];
export type AvatarUpdate = Schemas["AvatarUpdate"];
export type GenerateRequest = Schemas["GenerateRequest"];
export type Generation = Schemas["Generation"];
export type Persona = Schemas["Persona"];
export type Preview = Schemas["Preview"];
export type PreviewRequest = Schemas["PreviewRequest"];
export type Project = Schemas["Project"];
export type ProjectPage = Schemas["ProjectPage"];
export type ProjectUpdate = Schemas["ProjectUpdate"];
export type Provider = Schemas["ProviderDescription"];
export type SignedIn = Schemas["SignedIn"];
export type User = Schemas["User"];

/** A square of a picture as shares, 0 to 1, of its width and height as it stands upright. */
export interface Crop {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Duplicate {
  avatarId: string;
  projectId: string;
  name: string;
  thumbnailUrl: string;
  match: "exact" | "near";
}

export interface Inspection {
  widthPx: number;
  heightPx: number;
  suggestedCrop: Crop;
  /** Null where nobody looked for faces. */
  faces: number | null;
  duplicates: Duplicate[];
}

export interface UploadedAvatar {
  avatar: Avatar;
  duplicates: Duplicate[];
}

export interface Reference {
  referenceId: string;
  thumbnailUrl: string;
  thumbhash: string;
  widthPx: number;
  heightPx: number;
}
