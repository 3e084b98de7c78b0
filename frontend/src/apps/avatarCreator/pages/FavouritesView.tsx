import { Button } from "@mantine/core";
import { Link, Outlet } from "react-router";
import { useCrumbs } from "~/ui/crumbs";
import { EmptyState } from "~/ui/EmptyState";
import { ThreePortraits } from "~/ui/ThreePortraits";
import { View } from "~/ui/View";
import { Library } from "../library/Library";
import { favourites } from "./favourites";

/** Those with a heart; an avatar's page opens over it. */
export default function FavouritesView() {
  useCrumbs({ label: "Favourites" });
  return (
    <>
      <View title="Favourites">
        <Library
          projectId={null}
          always={favourites}
          at="/favourites"
          loadingLabel="Loading your favourites"
          nobody={<Nobody />}
        />
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
      title="No favourites yet"
      action={
        <Button component={Link} to="/people" size="md">
          See everybody
        </Button>
      }
    >
      Press the heart on somebody, or F on the keyboard, and they are at hand here.
    </EmptyState>
  );
}
