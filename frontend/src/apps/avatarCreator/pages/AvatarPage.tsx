import { useInfiniteQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useParams } from "react-router";
import { allItems } from "~/api/pages";
import { avatarList } from "../avatars/api";

const AvatarDetail = lazy(() => import("../avatars/AvatarDetail"));

/** One person over the list they belong to, with their neighbours in it. */
export default function AvatarPage() {
  const { projectId, avatarId = "" } = useParams();
  const { data } = useInfiniteQuery(avatarList(projectId ?? null));
  const list = projectId ? `/projects/${projectId}` : "/people";
  const ids = data ? allItems(data).map(({ id }) => id) : [];
  const here = ids.indexOf(avatarId);
  const addressOf = (id: string | undefined): string | undefined =>
    here >= 0 && id ? (projectId ? `${list}/people/${id}` : `${list}/${id}`) : undefined;
  return (
    <Suspense>
      <AvatarDetail avatarId={avatarId} previous={addressOf(ids[here - 1])} next={addressOf(ids[here + 1])} closeTo={list} />
    </Suspense>
  );
}
