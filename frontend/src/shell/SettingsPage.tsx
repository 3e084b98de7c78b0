import { Button, SegmentedControl, useMantineColorScheme } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useCrumbs } from "~/ui/crumbs";
import { tellProblem } from "~/ui/undo";
import { signOut, useUser } from "./account";
import styles from "./SettingsPage.module.css";
import { TokensSection } from "./TokensSection";

export default function SettingsPage() {
  useCrumbs({ label: "Settings" });
  const user = useUser();
  const cache = useQueryClient();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <div className={styles.page}>
      <h1>Settings</h1>
      <Row title={user.displayName} detail={user.email}>
        <Button variant="default" onClick={() => void signOut(cache).catch(tellProblem)}>
          Sign out
        </Button>
      </Row>
      <Row title="Theme" detail="As your device, or as you like it.">
        <SegmentedControl
          aria-label="Theme"
          value={colorScheme}
          onChange={(value) => setColorScheme(value as typeof colorScheme)}
          data={[
            { value: "auto", label: "Device" },
            { value: "light", label: "Light" },
            { value: "dark", label: "Dark" },
          ]}
        />
      </Row>
      <TokensSection />
    </div>
  );
}

function Row({ title, detail, children }: { title: string; detail: string; children: ReactNode }) {
  return (
    <section className={styles.row}>
      <div>
        <h2>{title}</h2>
        <p>{detail}</p>
      </div>
      {children}
    </section>
  );
}
