import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, Outlet } from "react-router";
import { allItems } from "~/api/pages";
import { CardGridSkeleton } from "~/ui/CardGrid";
import { useCrumbs } from "~/ui/crumbs";
import { EmptyState } from "~/ui/EmptyState";
import { MoreWhenSeen } from "~/ui/MoreWhenSeen";
import { ProblemState } from "~/ui/ProblemState";
import { ThreePortraits } from "~/ui/ThreePortraits";
import { View } from "~/ui/View";
import { AvatarGrid } from "../avatars/AvatarGrid";
import { avatarList } from "../avatars/api";

/** Everybody, whatever their project; an avatar's page opens over it. */
export default function EveryoneView() {
  useCrumbs({ label: "All people" });
  return (
    <>
      <Everyone />
      <Outlet />
    </>
  );
}

function Everyone() {
  const { data, error, isPending, isLoadingError, refetch, ...more } = useInfiniteQuery(avatarList(null));
  if (isPending) return <View title="All people"><CardGridSkeleton label="Loading everybody" /></View>;
  if (isLoadingError) return <ProblemState error={error} onRetry={() => void refetch()} />;
  const avatars = allItems(data);
  if (avatars.length === 0) {
    return (
      <EmptyState
        picture={<ThreePortraits />}
        title="Nobody here yet"
        action={
          <Button component={Link} to="/projects" size="md">
            Go to your projects
          </Button>
        }
      >
        Everybody you make, in whatever project, can be found here.
      </EmptyState>
    );
  }
  return (
    <View title="All people">
      <AvatarGrid avatars={avatars} linkTo={({ id }) => `/people/${id}`} />
      <MoreWhenSeen {...more} />
    </View>
  );
}
