import { useSearchParams } from "react-router";

const ways = ["describe", "preset", "reference", "look", "alike", "upload"] as const;

/** How somebody is made: `look` and `alike` are references that have been chosen. */
export type Way = (typeof ways)[number];

export interface Creation {
  way: Way | null;
  /** Whose look is the reference, as far as it has been chosen. */
  avatarId: string | null;
  open: (way: Way) => void;
  close: () => void;
}

/** What is open to create with is part of the address: the back button closes it. Filters stay as they are. */
export function useCreation(): Creation {
  const [search, setSearch] = useSearchParams();
  const asked = search.get("create");
  return {
    way: ways.find((way) => way === asked) ?? null,
    avatarId: search.get("of"),
    open: (way) => setSearch((old) => withWay(old, way)),
    close: () => setSearch((old) => withWay(old, null), { replace: true }),
  };
}

/** A sheet stands beside the people where there is room; the others are dialogs over them. */
export function isSheet(way: Way | null): boolean {
  return way !== null && way !== "preset" && way !== "upload";
}

function withWay(old: URLSearchParams, way: Way | null): URLSearchParams {
  const search = new URLSearchParams(old);
  search.delete("of");
  if (way === null) search.delete("create");
  else search.set("create", way);
  return search;
}
