import { Menu, UnstyledButton } from "@mantine/core";
import { IconLogout, IconSettings } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";
import { tellProblem } from "~/ui/undo";
import styles from "./AccountMenu.module.css";
import { signOut, useUser } from "./account";

export function AccountMenu() {
  const user = useUser();
  const cache = useQueryClient();
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton className={styles.initial} aria-label={`Account of ${user.displayName}`}>
          {user.displayName.charAt(0).toUpperCase()}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label className={styles.who}>
          <strong>{user.displayName}</strong>
          <span>{user.email}</span>
        </Menu.Label>
        <Menu.Item component={Link} to="/settings" leftSection={<IconSettings size={18} stroke={1.75} />}>
          Settings
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout size={18} stroke={1.75} />}
          onClick={() => void signOut(cache).catch(tellProblem)}
        >
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
