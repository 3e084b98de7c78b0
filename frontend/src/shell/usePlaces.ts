/** Where one can go: the views of our own app, the pages of the other apps, and what is visited now and then. */
import { IconSettings } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ComponentType } from "react";
import { AvatarCreator } from "~/apps/avatarCreator";
import { installedApps } from "./apps";
import { signOf } from "./appSigns";

export interface Place {
  to: string;
  label: string;
  Icon: ComponentType<{ size?: number | string; stroke?: number | string; "aria-hidden"?: boolean }>;
}

const settings: Place = { to: "/settings", label: "Settings", Icon: IconSettings };

/** Each group in the order of the rail. An app without a page of its own is no place. */
export function usePlaces(): { ours: Place[]; apps: Place[]; later: Place[] } {
  const { data: apps = [] } = useQuery(installedApps);
  return {
    ours: AvatarCreator.places,
    apps: apps
      .filter(({ uiUrl }) => uiUrl !== null)
      .map(({ id, title, icon }) => ({ to: `/apps/${id}`, label: title, Icon: signOf(icon) })),
    later: [...AvatarCreator.laterPlaces, settings],
  };
}
