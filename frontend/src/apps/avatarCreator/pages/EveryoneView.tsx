import { Button } from "@mantine/core";
import { Link, Outlet } from "react-router";
import { useCrumbs } from "~/ui/crumbs";
import { EmptyState } from "~/ui/EmptyState";
import { ThreePortraits } from "~/ui/ThreePortraits";
import { View } from "~/ui/View";
import { Library } from "../library/Library";

/** Everybody, whatever their project; an avatar's page opens over it. */
export default function EveryoneView() {
  useCrumbs({ label: "All people" });
  return (
    <>
      <View title="All people">
        <Library projectId={null} at="/people" loadingLabel="Loading everybody" nobody={<Nobody />} />
      </View>
      <Outlet />
    </>
  );
}

function Nobody() {
  return (
    <EmptyState
      isPart
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
