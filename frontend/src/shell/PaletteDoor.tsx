import { UnstyledButton } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import styles from "./PaletteDoor.module.css";

const CommandPalette = lazy(() => import("./CommandPalette"));
const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

/** What looks like a search field in the top bar, and opens the palette; so does Ctrl K, wherever one is. */
export function PaletteDoor() {
  const [isOpen, setOpen] = useState(false);
  useHotkeys([["mod+K", () => setOpen((was) => !was)]], []); // also while one writes
  return (
    <>
      <UnstyledButton
        className={styles.door}
        aria-keyshortcuts={isApple ? "Meta+K" : "Control+K"}
        onClick={() => setOpen(true)}
      >
        <IconSearch size={18} stroke={1.75} aria-hidden />
        <span className={styles.words}>Search or go to…</span>
        <kbd className={styles.keys} aria-hidden>{isApple ? "⌘ K" : "Ctrl K"}</kbd>
      </UnstyledButton>
      {isOpen && (
        <Suspense>
          <CommandPalette onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
