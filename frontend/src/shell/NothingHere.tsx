import { Button } from "@mantine/core";
import { Link } from "react-router";
import { useCrumbs } from "~/ui/crumbs";
import { EmptyState } from "~/ui/EmptyState";

/** An address that leads nowhere. */
export function NothingHere() {
  useCrumbs({ label: "Nothing here" });
  return (
    <EmptyState
      title="There is nothing at this address"
      action={
        <Button component={Link} to="/">
          To the beginning
        </Button>
      }
    >
      The link may be cut short, or what it led to is gone.
    </EmptyState>
  );
}
