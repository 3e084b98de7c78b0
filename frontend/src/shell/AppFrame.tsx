import { Suspense, useState } from "react";
import { Outlet } from "react-router";
import { AvatarCreator } from "~/apps/avatarCreator";
import { type Crumb, CrumbsContext } from "~/ui/crumbs";
import styles from "./AppFrame.module.css";
import { PaletteDoor } from "./PaletteDoor";
import { Rail } from "./Rail";
import { TopBar } from "./TopBar";

/** Rail (on a phone a bar at the bottom), top bar, and the view between them. */
export function AppFrame() {
  const [crumbs, setCrumbs] = useState<Crumb[]>([]);
  const making = AvatarCreator.useProgress();
  return (
    <CrumbsContext value={setCrumbs}>
      <a href="#view" className={styles.skip}>
        Skip to content
      </a>
      <div className={styles.frame}>
        <Rail making={making} />
        <TopBar crumbs={crumbs} search={<PaletteDoor />} />
        <main id="view" className={styles.view} tabIndex={-1}>
          <Suspense>
            <Outlet />
          </Suspense>
        </main>
      </div>
    </CrumbsContext>
  );
}
