import { Button, Loader } from "@mantine/core";
import { useEffect, useRef } from "react";
import styles from "./MoreWhenSeen.module.css";

interface Props {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => unknown;
}

/** Asks for the next page of a list shortly before its end comes into view; once that failed, only when told to. */
export function MoreWhenSeen({ hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage }: Props) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!end.current || !hasNextPage || isFetchingNextPage || isFetchNextPageError) return;
    const watcher = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) fetchNextPage();
      },
      { rootMargin: "800px" },
    );
    watcher.observe(end.current);
    return () => watcher.disconnect();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  return (
    <div ref={end} className={styles.end}>
      {isFetchingNextPage && <Loader color="ink" size="sm" type="dots" aria-label="Loading more" />}
      {isFetchNextPageError && !isFetchingNextPage && (
        <Button variant="default" onClick={() => fetchNextPage()}>
          Show more
        </Button>
      )}
    </div>
  );
}
