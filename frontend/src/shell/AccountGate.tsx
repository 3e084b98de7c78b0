import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Navigate, Outlet, useLocation } from "react-router";
import { followEvents } from "~/api/eventStream";
import { applyFrame } from "~/api/live";
import { me } from "~/api/me";
import { AvatarCreator } from "~/apps/avatarCreator";
import { ProblemState } from "~/ui/ProblemState";
import { forgetEverything } from "./account";
import { tellApps } from "./appEvents";
import { ConnectionNotice } from "./ConnectionNotice";

/** Lets in who is signed in and follows their events; sends everybody else to the sign-in page and back. */
export function AccountGate() {
  const { data: user, error, isPending, refetch } = useQuery(me);
  const { pathname, search } = useLocation();
  if (isPending) return null;
  if (error) return <ProblemState error={error} onRetry={() => void refetch()} />;
  if (!user) return <Navigate to="/sign-in" state={{ from: pathname + search }} replace />;
  return (
    <>
      <EventsOf key={user.id} userId={user.id} />
      <Outlet />
    </>
  );
}

function EventsOf({ userId }: { userId: string }) {
  const cache = useQueryClient();
  const [isConnected, setConnected] = useState(true);
  useEffect(
    () =>
      followEvents(userId, {
        frame: (frame) => {
          applyFrame(cache, AvatarCreator.events, frame);
          tellApps(frame);
        },
        connected: setConnected,
        signedOut: () => forgetEverything(cache),
      }),
    [cache, userId],
  );
  return isConnected ? null : <ConnectionNotice />;
}
