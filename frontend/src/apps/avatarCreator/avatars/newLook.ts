/** Where somebody becomes the reference of another picture: the look sheet of their project. */
import type { Avatar } from "~/api/types";

type Reference = Pick<Avatar, "id" | "projectId">;

/** The same person, changed where one says so. */
export function newLook({ id, projectId }: Reference): { to: string } {
  return { to: `/projects/${projectId}?create=look&of=${id}` };
}

/** Others who resemble them. */
export function moreLikeThis({ id, projectId }: Reference): { to: string } {
  return { to: `/projects/${projectId}?create=alike&of=${id}` };
}
