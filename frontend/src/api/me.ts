/** Who is signed in. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client";
import { Problem } from "./problem";
import type { User } from "./types";

export const me = queryOptions({
  queryKey: ["me"],
  /** Null for a visitor. */
  queryFn: async ({ signal }): Promise<User | null> => {
    try {
      return await answer(api.GET("/api/me", { signal }));
    } catch (error) {
      if (error instanceof Problem && error.status === 401) return null;
      throw error;
    }
  },
});
