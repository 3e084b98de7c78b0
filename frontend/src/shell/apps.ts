/** The installed apps, as the server lists them. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "~/api/client";

export const installedApps = queryOptions({
  queryKey: ["installed-apps"],
  queryFn: async ({ signal }) => (await answer(api.GET("/api/apps", { signal }))).items,
});
