import { Button, Skeleton } from "@mantine/core";
import { IconKey, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem } from "~/api/problem";
import type { ApiToken } from "~/api/types";
import { ago } from "~/ui/words";
import { installedApps } from "./apps";
import { NewToken } from "./NewToken";
import { RevokeToken } from "./RevokeToken";
import styles from "./TokensSection.module.css";
import { tokens } from "./tokens";

/** What other programs may do in one's name: granted here, seen here, taken back here. */
export function TokensSection() {
  const { data, error, isPending, refetch } = useQuery(tokens);
  const [isMaking, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiToken>();
  return (
    <section className={styles.tokens} aria-label="Tokens">
      <div className={styles.head}>
        <div>
          <h2>Tokens</h2>
          <p>They let an app or a program of yours work with your people, without your password.</p>
        </div>
        <Button variant="default" leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />} onClick={() => setMaking(true)}>
          New token
        </Button>
      </div>
      {isPending && <Skeleton height={64} radius="lg" aria-label="Loading your tokens" role="status" />}
      {error && (
        <p className={styles.quiet} role="alert">
          {asProblem(error).title}.{" "}
          <Button size="compact-sm" variant="default" onClick={() => void refetch()}>
            Try again
          </Button>
        </p>
      )}
      {data?.length === 0 && <p className={styles.quiet}>None yet. Nothing but your own browser reaches your people.</p>}
      {data && data.length > 0 && (
        <ul className={styles.list}>
          {data.map((token) => (
            <TokenRow key={token.id} token={token} onRevoke={() => setRevoking(token)} />
          ))}
        </ul>
      )}
      {isMaking && <NewToken onClose={() => setMaking(false)} />}
      {revoking && <RevokeToken token={revoking} onClose={() => setRevoking(undefined)} />}
    </section>
  );
}

function TokenRow({ token, onRevoke }: { token: ApiToken; onRevoke: () => void }) {
  const { data: apps = [] } = useQuery(installedApps);
  const titles = new Map(apps.flatMap(({ scopes }) => scopes.map(({ id, title }) => [id, title] as const)));
  const { name, appName, scopes, lastUsedAt } = token;
  return (
    <li className={styles.token}>
      <IconKey size={20} stroke={1.75} aria-hidden />
      <div>
        <h3>
          {name}
          {appName && <span> · for {appName}</span>}
        </h3>
        <p>{scopes.map((scope) => titles.get(scope) ?? scope).join(" · ")}</p>
        <p>
          {lastUsedAt ? `Last used ${ago(lastUsedAt)}` : "Never used"} · {endOf(token)}
        </p>
      </div>
      <Button size="compact-sm" variant="subtle" color="danger" aria-label={`Revoke ${name}`} onClick={onRevoke}>
        Revoke
      </Button>
    </li>
  );
}

const day = new Intl.DateTimeFormat("en", { dateStyle: "medium" });

function endOf({ expiresAt }: ApiToken): string {
  if (!expiresAt) return "works until you revoke it";
  const isOver = Date.parse(expiresAt) < Date.now();
  return `${isOver ? "ended" : "works until"} ${day.format(new Date(expiresAt))}`;
}
