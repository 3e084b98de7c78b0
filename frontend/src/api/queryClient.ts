/** The cache of server state. Events keep it true, so nothing is fetched again by age, focus or timers. */
import { QueryClient } from "@tanstack/react-query";
import { asProblem } from "./problem";

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false, // the event stream heals by its snapshot
        retry: (failures, error) => failures < 2 && isPassing(error),
        networkMode: "always",
      },
      mutations: { retry: (failures, error) => failures < 2 && asProblem(error).isOffline, networkMode: "always" },
    },
  });
}

function isPassing(error: unknown): boolean {
  const { status } = asProblem(error);
  return status === 0 || status === 502 || status === 503 || status === 504;
}
