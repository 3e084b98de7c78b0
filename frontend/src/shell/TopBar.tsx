import { IconChevronRight } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Crumb } from "~/ui/crumbs";
import { AccountMenu } from "./AccountMenu";
import { ThemeSwitch } from "./ThemeSwitch";
import styles from "./TopBar.module.css";

/** Where one is, and what concerns the person rather than the view. */
export function TopBar({ crumbs, search }: { crumbs: Crumb[]; search: ReactNode }) {
  return (
    <header className={styles.bar}>
      <nav aria-label="Breadcrumb" className={styles.crumbs}>
        <ol>
          {crumbs.map(({ label, to }, index) => {
            const isLast = index === crumbs.length - 1;
            return (
              <li key={index} className={styles.crumb}>
                {index > 0 && <IconChevronRight size={16} stroke={1.75} aria-hidden />}
                {to && !isLast ? <Link to={to}>{label}</Link> : <span aria-current={isLast ? "page" : undefined}>{label}</span>}
              </li>
            );
          })}
        </ol>
      </nav>
      {search}
      <ThemeSwitch />
      <AccountMenu />
    </header>
  );
}
