import { useCallback } from "react";
import { useSearchParams } from "react-router";
import type { Avatar } from "~/api/types";

const PLACE = "save-preset";

/** The dialog that makes a preset of somebody: part of the address, over whatever one looks at. */
export function useSaveAsPreset() {
  const [search, setSearch] = useSearchParams();
  const ask = useCallback(
    ({ id }: Pick<Avatar, "id">) => setSearch((old) => withPlace(old, id), { preventScrollReset: true }),
    [setSearch],
  );
  const close = useCallback(
    () => setSearch((old) => withPlace(old, null), { replace: true, preventScrollReset: true }),
    [setSearch],
  );
  return { avatarId: search.get(PLACE), ask, close };
}

function withPlace(old: URLSearchParams, id: string | null): URLSearchParams {
  const search = new URLSearchParams(old);
  if (id === null) search.delete(PLACE);
  else search.set(PLACE, id);
  return search;
}
