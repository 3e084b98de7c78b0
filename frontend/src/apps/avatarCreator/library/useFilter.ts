import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { type AvatarFilter, filterOf, withFilter } from "../avatars/filter";

/** The filter that the address says, within what the place is always narrowed to. */
export function useFilter(always?: AvatarFilter) {
  const [search, setSearch] = useSearchParams();
  const filter = useMemo(() => ({ ...filterOf(search), ...always }), [search, always]);
  const change = useCallback(
    (changes: AvatarFilter): void => {
      setSearch((old) => withFilter(old, { ...filterOf(old), ...changes }), { replace: true, preventScrollReset: true });
    },
    [setSearch],
  );
  const clear = useCallback((): void => {
    setSearch((old) => withFilter(old, { sort: filterOf(old).sort }), { replace: true });
  }, [setSearch]);
  return { filter, change, clear };
}
