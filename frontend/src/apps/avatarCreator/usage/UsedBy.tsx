import { Button, Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { MonthUsage, Usage } from "~/api/types";
import { asProblem } from "~/api/problem";
import { ago, counted } from "~/ui/words";
import { usageHistory } from "./api";
import { appTitle } from "./appTitle";
import { MonthChart } from "./MonthChart";
import { lastYear } from "./months";
import { ShareBars } from "./ShareBars";
import styles from "./UsedBy.module.css";

/** Where one person is used: by which apps, when, how often. Follows live. */
export function UsedBy({ avatarId }: { avatarId: string }) {
  const { data, error, isPending, isLoadingError, refetch, ...more } = useInfiniteQuery(usageHistory(avatarId));
  if (isPending) return <Frame><Skeleton height={120} radius="lg" /></Frame>;
  if (isLoadingError) {
    return (
      <Frame>
        <p className={styles.quiet} role="alert">
          {asProblem(error).title}.{" "}
          <Button size="compact-sm" variant="default" onClick={() => void refetch()}>
            Try again
          </Button>
        </p>
      </Frame>
    );
  }
  const summary = data.pages[0]?.summary;
  if (!summary || summary.total === 0) {
    return (
      <Frame>
        <p className={styles.quiet}>No app has used this person yet. When one does, it appears here at once.</p>
      </Frame>
    );
  }
  return (
    <Frame total={summary.total}>
      <ShareBars
        title="Uses by app"
        of="App"
        counted="Uses"
        shares={summary.apps.map((app) => ({
          id: app.appId,
          label: appTitle(app),
          count: app.count,
          note: ago(app.lastUsedAt),
        }))}
      />
      <Months byMonth={summary.byMonth} />
      <Timeline uses={data.pages.flatMap(({ items }) => items)} />
      {more.hasNextPage && (
        <Button size="compact-sm" variant="subtle" color="gray" loading={more.isFetchingNextPage} onClick={() => void more.fetchNextPage()}>
          Show earlier
        </Button>
      )}
    </Frame>
  );
}

function Frame({ total, children }: { total?: number; children: ReactNode }) {
  return (
    <section className={styles.section} aria-label="Used by">
      <div className={styles.head}>
        <h3 className={styles.title}>Used by</h3>
        {total !== undefined && <span className={styles.total}>{counted(total, "use")}</span>}
      </div>
      {children}
    </section>
  );
}

function Months({ byMonth }: { byMonth: MonthUsage[] }) {
  const year = lastYear(byMonth, (month) => ({ month, count: 0 }));
  return (
    <div className={styles.months}>
      <MonthChart
        title="Uses by month"
        height={72}
        months={year.map(({ month }) => month)}
        series={[{ label: "Uses", tone: "ink", values: year.map(({ count }) => count) }]}
      />
    </div>
  );
}

function Timeline({ uses }: { uses: Usage[] }) {
  return (
    <ol className={styles.timeline} aria-label="Latest uses">
      {uses.map(({ action, referenceType, referenceId, createdAt, ...use }) => (
        <li key={use.id}>
          <span>
            <strong>{appTitle(use)}</strong> · {action.replaceAll(/[-_]/g, " ")}
            {referenceType && <span className={styles.reference} title={referenceId ?? undefined}> · {referenceType.replaceAll(/[-_]/g, " ")}</span>}
          </span>
          <time dateTime={createdAt}>{ago(createdAt)}</time>
        </li>
      ))}
    </ol>
  );
}
