import { Button, Loader } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Suspense, useCallback, useEffect, useRef, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { AvatarCreator } from "~/apps/avatarCreator";
import type { Avatar, InstalledApp } from "~/api/types";
import { useCrumbs } from "~/ui/crumbs";
import { EmptyState } from "~/ui/EmptyState";
import { ProblemState } from "~/ui/ProblemState";
import styles from "./AppPage.module.css";
import { createHost, loadApp } from "./appHost";
import { installedApps } from "./apps";
import { NothingHere } from "./NothingHere";

const { Picker } = AvatarCreator;

/** The page of another app: its own module, loaded by address into an element that is its alone. */
export default function AppPage() {
  const { appId = "" } = useParams();
  const { data: apps, error, refetch } = useQuery(installedApps);
  if (error) return <ProblemState error={error} onRetry={() => void refetch()} />;
  if (!apps) return null;
  const app = apps.find(({ id }) => id === appId);
  return app?.uiUrl ? <Mounted key={appId} app={app} uiUrl={app.uiUrl} /> : <NothingHere />;
}

type State = "loading" | "there" | "failed";

function Mounted({ app, uiUrl }: { app: InstalledApp; uiUrl: string }) {
  useCrumbs({ label: app.title });
  const navigate = useNavigate();
  const place = useRef<HTMLDivElement>(null);
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<State>("loading");
  const picker = usePicker();
  const { pick } = picker;

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const { host, stop } = createHost({ navigate: (path) => void navigate(path), pickAvatar: pick });
    let isLeft = false;
    let unmount: (() => void) | undefined;
    const leave = (): void => {
      try {
        unmount?.();
      } catch (fault) {
        reportError(fault);
      }
      stop();
      element.replaceChildren();
    };
    const enter = async (): Promise<void> => {
      const module = await loadApp(uiUrl, attempt);
      if (isLeft) return;
      unmount = (await module.mount(element, host)) ?? undefined;
      if (isLeft) leave();
      else setState("there");
    };
    enter().catch((fault: unknown) => {
      if (isLeft) return;
      reportError(fault);
      leave();
      setState("failed");
    });
    return () => {
      isLeft = true;
      leave();
    };
  }, [uiUrl, attempt, navigate, pick]);

  const again = (): void => {
    setState("loading");
    setAttempt(attempt + 1);
  };
  return (
    <>
      {state === "loading" && (
        <div className={styles.waiting} role="status" aria-label={`Loading ${app.title}`}>
          <Loader color="ink" type="dots" />
        </div>
      )}
      {state === "failed" && <Failed title={app.title} onRetry={again} />}
      <div ref={place} className={styles.page} hidden={state === "failed"} />
      {picker.isOpen && (
        <Suspense>
          <Picker onPick={picker.picked} onClose={() => picker.picked(null)} />
        </Suspense>
      )}
    </>
  );
}

function Failed({ title, onRetry }: { title: string; onRetry: () => void }) {
  return (
    <div role="alert">
      <EmptyState
        picture={<IconPlugConnectedX size={40} stroke={1.5} aria-hidden />}
        title={`${title} could not be opened`}
        action={
          <div className={styles.ways}>
            <Button onClick={onRetry}>Try again</Button>
            <Button component={Link} to="/" variant="default">
              Back to your people
            </Button>
          </div>
        }
      >
        Its page did not load. Nothing of yours is lost, and everything else works. If it stays away, the app may be in the
        middle of an update or not be installed properly.
      </EmptyState>
    </div>
  );
}

/** One asks, the dialog opens, the answer comes when somebody is chosen or it is closed. */
function usePicker() {
  const waiting = useRef<(avatar: Avatar | null) => void>(undefined);
  const [isOpen, setOpen] = useState(false);
  const picked = useCallback((avatar: Avatar | null): void => {
    waiting.current?.(avatar);
    waiting.current = undefined;
    setOpen(false);
  }, []);
  const pick = useCallback((): Promise<Avatar | null> => {
    waiting.current?.(null); // an earlier question is answered by the new one
    setOpen(true);
    return new Promise((resolve) => {
      waiting.current = resolve;
    });
  }, []);
  useEffect(() => () => waiting.current?.(null), []);
  return { isOpen, pick, picked };
}
