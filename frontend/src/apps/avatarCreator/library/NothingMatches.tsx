import { Button } from "@mantine/core";
import { EmptyState } from "~/ui/EmptyState";

/** There are people, but none like this. */
export function NothingMatches({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      isPart
      title="Nobody matches"
      action={
        <Button variant="default" onClick={onClear}>
          Clear all
        </Button>
      }
    >
      Nobody here is all of this. Try fewer words, or take something away.
    </EmptyState>
  );
}
