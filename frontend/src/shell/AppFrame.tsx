import { Suspense, useState } from "react";
import { NavLink, Outlet } from "react-router";
import { IconSettings } from "@tabler/icons-react";
import { AvatarCreator } from "~/apps/avatarCreator";
import { type Crumb, CrumbsContext } from "~/ui/crumbs";
import { Logo } from "~/ui/Logo";
import styles from "./AppFrame.module.css";
import { TopBar } from "./TopBar";

const places = [...AvatarCreator.places, { to: "/settings", label: "Settings", Icon: IconSettings }];

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
        <nav className={styles.rail} aria-label="Main">
          <span className={styles.logo}>
            <Logo size={36} filled={making} />
          </span>
          {places.map(({ to, label, Icon }) => (
            <NavLink key={to} to={to} className={styles.place}>
              <span className={styles.icon}>
                <Icon size={22} stroke={1.75} aria-hidden />
              </span>
              {label}
            </NavLink>
          ))}
        </nav>
        <TopBar crumbs={crumbs} />
        <main id="view" className={styles.view} tabIndex={-1}>
          <Suspense>
            <Outlet />
          </Suspense>
        </main>
      </div>
    </CrumbsContext>
  );
}
