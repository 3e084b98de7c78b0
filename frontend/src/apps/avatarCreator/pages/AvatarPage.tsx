import { useInfiniteQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useParams } from "react-router";
import { allItems } from "~/api/pages";
import { avatarList } from "../avatars/api";
import { DeleteWarning } from "../usage/DeleteWarning";
import { UsedBy } from "../usage/UsedBy";
import { useListPlace } from "./useListPlace";

const AvatarDetail = lazy(() => import("../avatars/AvatarDetail"));

/** One person over the list they belong to, with their neighbours in it. */
export default function AvatarPage() {
  const { avatarId = "" } = useParams();
  const { projectId, filter, closeTo, addressOf } = useListPlace();
  const { data } = useInfiniteQuery(avatarList(projectId, filter));
  const people = data ? allItems(data) : [];
  const here = people.findIndex(({ id }) => id === avatarId);
  const beside = (step: number): string | undefined => {
    const person = here < 0 ? undefined : people[here + step];
    return person && addressOf(person);
  };
  return (
    <Suspense>
      <AvatarDetail
        avatarId={avatarId}
        previous={beside(-1)}
        next={beside(1)}
        closeTo={closeTo}
        linkTo={addressOf}
        usedBy={<UsedBy avatarId={avatarId} />}
        DeleteWarning={DeleteWarning}
      />
    </Suspense>
  );
}
