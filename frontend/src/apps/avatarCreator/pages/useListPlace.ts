/** Which list of people the address stands over, and the addresses of people within it. */
import { useLocation, useParams } from "react-router";
import type { Avatar } from "~/api/types";
import { type AvatarFilter, filterOf } from "../avatars/filter";

type Person = Pick<Avatar, "id" | "projectId">;

interface ListPlace {
  /** Null for a list of everybody. */
  projectId: string | null;
  filter: AvatarFilter;
  /** The list itself, narrowed as it is. */
  closeTo: string;
  /** Of somebody over this list; somebody of another project is shown over that. */
  addressOf: (person: Person) => string;
}

export function useListPlace(): ListPlace {
  const { projectId = null } = useParams();
  const { pathname, search } = useLocation();
  const filter = filterOf(new URLSearchParams(search));
  if (projectId !== null) {
    return {
      projectId,
      filter,
      closeTo: `/projects/${projectId}${search}`,
      addressOf: (person) => `/projects/${person.projectId}/people/${person.id}${search}`,
    };
  }
  const list = pathname.startsWith("/favourites") ? "/favourites" : "/people";
  return {
    projectId,
    filter: list === "/favourites" ? { ...filter, favorite: true } : filter,
    closeTo: list + search,
    addressOf: ({ id }) => `${list}/${id}${search}`,
  };
}
