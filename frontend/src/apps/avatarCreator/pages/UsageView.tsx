import { Button, Skeleton } from "@mantine/core";
import { IconActivity } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Avatar, Stats } from "~/api/types";
import { useCrumbs } from "~/ui/crumbs";
import { EmptyState } from "~/ui/EmptyState";
import { Portrait } from "~/ui/Portrait";
import { ProblemState } from "~/ui/ProblemState";
import { View } from "~/ui/View";
import { ago, counted, megabytes } from "~/ui/words";
import { lastingImage } from "../avatars/api";
import { stats } from "../usage/api";
import { appTitle } from "../usage/appTitle";
import { MonthChart } from "../usage/MonthChart";
import { ShareBars } from "../usage/ShareBars";
import styles from "./UsageView.module.css";

const sources: Record<Avatar["sourceType"], string> = {
  text_to_image: "Described",
  from_preset: "From presets",
  from_reference: "From references",
  uploaded: "Uploaded",
};

/** The whole library in numbers: how many, where from, used where. */
export default function UsageView() {
  useCrumbs({ label: "Usage" });
  const { data, error, isPending, isLoadingError, refetch } = useQuery(stats);
  if (isPending) return <View title="Usage"><UsageSkeleton /></View>;
  if (isLoadingError) return <ProblemState error={error} onRetry={() => void refetch()} />;
  if (data.totals.avatars === 0 && data.totals.generations === 0) return <NothingYet />;
  return (
    <View title="Usage">
      <Totals totals={data.totals} />
      <div className={styles.panels}>
        <Panel title="Month by month" isWide>
          <MonthChart
            title="People made and uses, month by month"
            months={data.byMonth.map(({ month }) => month)}
            series={[
              { label: "Made", tone: "ink", values: data.byMonth.map(({ created }) => created) },
              { label: "Used", tone: "accent", values: data.byMonth.map(({ used }) => used) },
            ]}
          />
        </Panel>
        <Panel title="Where they come from">
          <ShareBars
            title="People by origin"
            of="Origin"
            counted="People"
            shares={(Object.keys(sources) as Avatar["sourceType"][]).map((source) => ({
              id: source,
              label: sources[source],
              count: data.bySource[source] ?? 0,
            }))}
          />
        </Panel>
        <Panel title="Which apps use them">
          <Apps byApp={data.byApp} />
        </Panel>
        <Panel title="Used most" isWide>
          <MostUsed people={data.mostUsed} />
        </Panel>
      </div>
    </View>
  );
}

function Totals({ totals }: Pick<Stats, "totals">) {
  const shown: [words: string, value: string][] = [
    [totals.avatars === 1 ? "person" : "people", totals.avatars.toLocaleString("en")],
    [totals.projects === 1 ? "project" : "projects", totals.projects.toLocaleString("en")],
    [totals.uses === 1 ? "use by an app" : "uses by apps", totals.uses.toLocaleString("en")],
    [totals.generations === 1 ? "picture asked for" : "pictures asked for", totals.generations.toLocaleString("en")],
    ["of pictures kept", megabytes(totals.storageBytes)],
  ];
  return (
    <dl className={styles.totals}>
      {shown.map(([words, value]) => (
        <div key={words}>
          <dt>{words}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Panel({ title, isWide = false, children }: { title: string; isWide?: boolean; children: ReactNode }) {
  return (
    <section className={styles.panel} data-wide={isWide || undefined}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Apps({ byApp }: Pick<Stats, "byApp">) {
  if (byApp.length === 0) {
    return (
      <p className={styles.quiet}>
        No app has used anybody yet. An app needs a token: you make one in <Link to="/settings">Settings</Link>.
      </p>
    );
  }
  return (
    <ShareBars
      title="Uses by app"
      of="App"
      counted="Uses"
      shares={byApp.map((app) => ({ id: app.appId, label: appTitle(app), count: app.count, note: ago(app.lastUsedAt) }))}
    />
  );
}

function MostUsed({ people }: { people: Avatar[] }) {
  if (people.length === 0) return <p className={styles.quiet}>Those whom apps use most will stand here.</p>;
  return (
    <ol className={styles.people}>
      {people.map((avatar) => (
        <li key={avatar.id}>
          <Link to={`/projects/${avatar.projectId}/people/${avatar.id}`}>
            <Portrait src={avatar.thumbnailUrl} lastingSrc={lastingImage(avatar.id, "300")} thumbhash={avatar.thumbhash} alt="" />
            <strong>{avatar.name}</strong>
            <span>{counted(avatar.usageCount, "use")}</span>
          </Link>
        </li>
      ))}
    </ol>
  );
}

function NothingYet() {
  return (
    <EmptyState
      picture={<IconActivity size={56} stroke={1.25} aria-hidden className={styles.sign} />}
      title="Nothing to count yet"
      action={
        <Button component={Link} to="/projects" size="md">
          Go to your projects
        </Button>
      }
    >
      Make somebody, and this page shows how your library grows and which apps use the people in it.
    </EmptyState>
  );
}

function UsageSkeleton() {
  return (
    <div role="status" aria-label="Loading the numbers">
      <Skeleton height={84} radius="lg" />
      <div className={styles.panels}>
        <Skeleton className={styles.wide} height={252} radius="lg" />
        <Skeleton height={220} radius="lg" />
        <Skeleton height={220} radius="lg" />
      </div>
    </div>
  );
}
