import { Menu, UnstyledButton } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { Link, NavLink, useLocation } from "react-router";
import { Logo } from "~/ui/Logo";
import styles from "./Rail.module.css";
import { type Place, usePlaces } from "./usePlaces";

/** All places at a glance; on a phone the first of them at the thumb, and the others one press away. */
export function Rail({ making }: { making: number | undefined }) {
  const { ours, apps, later } = usePlaces();
  return (
    <nav className={styles.rail} aria-label="Main">
      <Link to="/" className={styles.logo} aria-label="Avatar Creator">
        <Logo size={36} filled={making} />
      </Link>
      {ours.map((place) => (
        <PlaceLink key={place.to} {...place} />
      ))}
      <div className={styles.others}>
        {apps.length > 0 && <hr className={styles.line} />}
        {apps.map((place) => (
          <PlaceLink key={place.to} {...place} />
        ))}
        <span className={styles.space} />
        {later.map((place) => (
          <PlaceLink key={place.to} {...place} />
        ))}
      </div>
      <More places={[...apps, ...later]} />
    </nav>
  );
}

function PlaceLink({ to, label, Icon }: Place) {
  return (
    <NavLink to={to} className={styles.place}>
      <span className={styles.icon}>
        <Icon size={22} stroke={1.75} aria-hidden />
      </span>
      <span className={styles.label}>{label}</span>
    </NavLink>
  );
}

function More({ places }: { places: Place[] }) {
  const { pathname } = useLocation();
  const here = places.find(({ to }) => pathname.startsWith(to));
  const Sign = here?.Icon ?? IconDots;
  return (
    <Menu position="top-end" width={220}>
      <Menu.Target>
        <UnstyledButton className={`${styles.place} ${styles.more}`} data-here={here ? true : undefined} aria-label={here ? `More, now ${here.label}` : undefined}>
          <span className={styles.icon}>
            <Sign size={22} stroke={1.75} aria-hidden />
          </span>
          <span className={styles.label}>{here?.label ?? "More"}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {places.map(({ to, label, Icon }) => (
          <Menu.Item
            key={to}
            component={Link}
            to={to}
            className={styles.item}
            aria-current={pathname.startsWith(to) ? "page" : undefined}
            leftSection={<Icon size={20} stroke={1.75} aria-hidden />}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
