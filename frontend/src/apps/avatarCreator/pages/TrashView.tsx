import { Button } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { allItems } from "~/api/pages";
import type { TrashItem } from "~/api/types";
import { CardGrid, CardGridSkeleton } from "~/ui/CardGrid";
import { useCrumbs } from "~/ui/crumbs";
import { EmptyState } from "~/ui/EmptyState";
import { MoreWhenSeen } from "~/ui/MoreWhenSeen";
import { ProblemState } from "~/ui/ProblemState";
import { View } from "~/ui/View";
import { trashList } from "../trash/api";
import { ConfirmRemoval } from "../trash/ConfirmRemoval";
import { TrashCard } from "../trash/TrashCard";
import { useTrash } from "../trash/useTrash";

/** What was deleted in the last thirty days, to come back or to go. */
export default function TrashView() {
  useCrumbs({ label: "Trash" });
  const { data, error, isPending, isLoadingError, refetch, ...more } = useInfiniteQuery(trashList);
  const trash = useTrash();
  const [asking, setAsking] = useState<{ item: TrashItem | null }>();

  if (isPending) return <View title="Trash"><CardGridSkeleton label="Loading the trash" /></View>;
  if (isLoadingError) return <ProblemState error={error} onRetry={() => void refetch()} />;
  const items = allItems(data);
  if (items.length === 0) {
    return (
      <EmptyState picture={<IconTrash size={40} stroke={1.5} aria-hidden />} title="The trash is empty">
        Whoever you delete waits here for thirty days, in case you change your mind.
      </EmptyState>
    );
  }
  const remove = async (item: TrashItem | null): Promise<void> => {
    await trash.empty(item ? [item] : undefined).catch(() => undefined);
    setAsking(undefined);
  };
  return (
    <View
      title="Trash"
      action={
        <Button variant="default" size="md" onClick={() => setAsking({ item: null })}>
          Empty trash
        </Button>
      }
    >
      <CardGrid>
        {items.map((item) => (
          <li key={item.id}>
            <TrashCard item={item} onRestore={() => trash.restore(item)} onRemove={() => setAsking({ item })} />
          </li>
        ))}
      </CardGrid>
      <MoreWhenSeen {...more} />
      {asking && (
        <ConfirmRemoval
          item={asking.item}
          isRemoving={trash.isEmptying}
          onRemove={() => void remove(asking.item)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </View>
  );
}
