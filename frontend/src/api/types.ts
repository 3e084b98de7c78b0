/** Short names for the shapes of the API. */
import type { components, paths } from "./schema.gen";

type Schemas = components["schemas"];

export type Attributes = Schemas["Attributes"];
export type Avatar = Schemas["Avatar"];
export type AvatarPage = Schemas["AvatarPage"];
export type AvatarQuery = NonNullable<paths["/api/apps/avatar-creator/avatars"]["get"]["parameters"]["query"]>;
export type AvatarUpdate = Schemas["AvatarUpdate"];
export type Crop = Schemas["CropBox"];
export type Duplicate = Schemas["Duplicate"];
export type FromPresetRequest = Schemas["FromPresetRequest"];
export type FromReferenceRequest = Schemas["FromReferenceRequest"];
export type GenerateRequest = Schemas["GenerateRequest"];
export type Generation = Schemas["Generation"];
export type Inspection = Schemas["Inspection"];
export type ImportedProject = Schemas["ImportedProject"];
export type Persona = Schemas["Persona"];
export type Preset = Schemas["Preset"];
export type PresetCategory = Preset["category"];
export type PresetCreate = Schemas["PresetCreate"];
export type PresetUpdate = Schemas["PresetUpdate"];
export type Preview = Schemas["Preview"];
export type PreviewRequest = Schemas["PreviewRequest"];
export type Project = Schemas["Project"];
export type ProjectPage = Schemas["ProjectPage"];
export type ProjectUpdate = Schemas["ProjectUpdate"];
export type Provider = Schemas["ProviderDescription"];
export type Reference = Schemas["Reference"];
export type SignedIn = Schemas["SignedIn"];
export type UploadedAvatar = Schemas["UploadedAvatar"];
export type TrashItem = Schemas["TrashItem"];
export type TrashPage = Schemas["TrashPage"];
export type User = Schemas["User"];

export type ApiToken = Schemas["ApiToken"];
export type ApiTokenCreate = Schemas["ApiTokenCreate"];
export type CreatedApiToken = Schemas["CreatedApiToken"];
export type InstalledApp = Schemas["InstalledApp"];
export type MonthUsage = Schemas["MonthUsage"];
export type Usage = Schemas["Usage"];
export type UsageHistory = Schemas["UsageHistory"];

/** Somebody of the same tree of looks, whether or not they are still there. */
export type FamilyMember = Schemas["FamilyMember"];

/** The whole library in numbers. */
export type Stats = Schemas["Stats"];

export type Aspect = NonNullable<FromReferenceRequest["keep"]>[number];
export type Consent = NonNullable<FromReferenceRequest["consent"]>;
