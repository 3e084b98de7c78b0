import { useInfiniteQuery } from "@tanstack/react-query";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import { useLocation } from "react-router";
import { allItems } from "~/api/pages";
import type { Avatar } from "~/api/types";
import { CardGridSkeleton } from "~/ui/CardGrid";
import { MoreWhenSeen } from "~/ui/MoreWhenSeen";
import { ProblemState } from "~/ui/ProblemState";
import { AvatarGrid } from "../avatars/AvatarGrid";
import { avatarList } from "../avatars/api";
import { type AvatarFilter, isNarrowed } from "../avatars/filter";
import type { HeldPlace } from "../avatars/places";
import { useSelection } from "../avatars/useSelection";
import { FilterBar } from "./FilterBar";
import { NothingMatches } from "./NothingMatches";
import { type Ask, type Asking, PeopleDialogs } from "./PeopleDialogs";
import { PersonMenuItems } from "./PersonMenuItems";
import { SelectionBar } from "./SelectionBar";
import { useBulkActions } from "./useBulkActions";
import { useFilter } from "./useFilter";

interface Props {
  /** Null for everybody. */
  projectId: string | null;
  /** What this place is always narrowed to. */
  always?: AvatarFilter;
  /** Address of the place; that of a person in it is below. */
  at: string;
  loadingLabel: string;
  /** Those who are being made, as far as the list shows everybody, newest first. */
  held?: HeldPlace[];
  /** What is shown where there is nobody at all. */
  nobody: ReactNode;
}

const nothing: HeldPlace[] = [];

/** A list of people that is searched, narrowed, sorted and selected from. The filter is part of the address. */
export function Library({ projectId, always, at, loadingLabel, held = nothing, nobody }: Props) {
  const { filter, change, clear } = useFilter(always);
  const { search } = useLocation();
  const { data, error, isPending, isLoadingError, refetch, ...more } = useInfiniteQuery(avatarList(projectId, filter));
  const avatars = useMemo(() => (data ? allItems(data) : []), [data]);
  const selection = useSelection(avatars);
  const actions = useBulkActions();
  const [asking, setAsking] = useState<Asking | null>(null);
  const ask: Ask = (what, people) => setAsking({ what, avatars: people });
  const { fetchNextPage, hasNextPage, isFetching, isFetchNextPageError } = more;
  const fetchMore = useCallback(() => {
    if (!isFetching && !isFetchNextPageError) void fetchNextPage();
  }, [fetchNextPage, isFetching, isFetchNextPageError]);
  const linkTo = useCallback(({ id }: Avatar) => `${at}/${id}${kept(search)}`, [at, search]);

  if (isLoadingError) return <ProblemState isPart error={error} onRetry={() => void refetch()} />;
  const isNarrow = isNarrowed({ ...filter, ...(always && { favorite: undefined }) });
  const isSorted = filter.sort !== undefined;
  const waiting = isNarrow || isSorted ? nothing : held;
  const isEmpty = !isPending && avatars.length === 0 && !waiting.some(({ card }) => card !== null);
  if (isEmpty && !isNarrow) return nobody;
  return (
    <>
      <FilterBar filter={filter} always={always} onChange={change} />
      {isPending && <CardGridSkeleton label={loadingLabel} />}
      {isEmpty && <NothingMatches onClear={clear} />}
      {!isPending && !isEmpty && (
        <AvatarGrid
          avatars={avatars}
          held={waiting}
          linkTo={linkTo}
          selection={selection}
          isComplete={!hasNextPage}
          onNearEnd={fetchMore}
          menuExtras={(avatar) => <PersonMenuItems avatar={avatar} onAsk={ask} />}
        />
      )}
      <MoreWhenSeen {...more} />
      <SelectionBar avatars={avatars} selection={selection} actions={actions} onAsk={ask} />
      <PeopleDialogs
        asking={asking}
        actions={actions}
        onDone={() => {
          setAsking(null);
          selection.clear();
        }}
        onClose={() => setAsking(null)}
      />
    </>
  );
}

/** A person's address carries the filter of the list they were opened from, and nothing else. */
function kept(search: string): string {
  const said = new URLSearchParams(search);
  said.delete("create");
  said.delete("of");
  return said.size > 0 ? `?${said}` : "";
}
