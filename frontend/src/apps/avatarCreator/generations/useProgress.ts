import { useQuery } from "@tanstack/react-query";
import { openGenerations } from "./api";

/** How far all that is being made is, 0 to 100; undefined when nothing is. */
export function useProgress(): number | undefined {
  const { data: open = [] } = useQuery(openGenerations);
  if (open.length === 0) return undefined;
  return open.reduce((sum, { progressPercent }) => sum + progressPercent, 0) / open.length;
}
