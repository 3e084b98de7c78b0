/** Everything the palette can do for the words typed so far, in the groups it is shown in. */
import { useMantineColorScheme } from "@mantine/core";
import { IconFolder, IconFolderPlus, IconLogout, IconMoon, IconUser } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { type Find, useFinds } from "~/apps/avatarCreator/useFinds";
import { useProjectCreation } from "~/apps/avatarCreator/useProjectCreation";
import { tellProblem } from "~/ui/undo";
import { signOut } from "./account";
import styles from "./CommandPalette.module.css";
import { usePlaces } from "./usePlaces";

export interface Command {
  id: string;
  label: string;
  sign: ReactNode;
  run: () => void;
}

export interface Group {
  title: string;
  commands: Command[];
}

const icon = { size: 20, stroke: 1.75, "aria-hidden": true } as const;

export function useCommands(words: string, asked: string): { groups: Group[]; isFinding: boolean } {
  const go = useNavigate();
  const cache = useQueryClient();
  const { ours, apps, later } = usePlaces();
  const { people, projects, isFinding } = useFinds(asked);
  const { setColorScheme, colorScheme } = useMantineColorScheme();
  const createProject = useProjectCreation();

  const place = (find: Find, kind: string, sign: ReactNode): Command => ({
    id: `${kind}-${find.id}`,
    label: find.label,
    sign: find.picture ? <img className={styles.face} src={find.picture} alt="" /> : sign,
    run: () => void go(find.to),
  });
  const places = [...ours, ...apps, ...later].map(({ to, label, Icon }) => ({
    id: to,
    label,
    sign: <Icon {...icon} />,
    run: () => void go(to),
  }));
  const isDark = colorScheme === "dark";
  const actions: Command[] = [
    { id: "new-project", label: "New project", sign: <IconFolderPlus {...icon} />, run: createProject },
    {
      id: "theme",
      label: isDark ? "Light theme" : "Dark theme",
      sign: <IconMoon {...icon} />,
      run: () => setColorScheme(isDark ? "light" : "dark"),
    },
    { id: "sign-out", label: "Sign out", sign: <IconLogout {...icon} />, run: () => void signOut(cache).catch(tellProblem) },
  ];
  const isSaid = ({ label }: Command): boolean => label.toLowerCase().includes(words.trim().toLowerCase());
  const found = [
    { title: "People", commands: people.map((find) => place(find, "person", <IconUser {...icon} />)) },
    { title: "Projects", commands: projects.map((find) => place(find, "project", <IconFolder {...icon} />)) },
  ];
  const known = [
    { title: "Go to", commands: places.filter(isSaid) },
    { title: "Do", commands: actions.filter(isSaid) },
  ];
  // What has no words yet is about going somewhere; words are mostly somebody's name.
  const groups = words.trim() ? [...found, ...known] : [...known, ...found];
  return { groups: groups.filter(({ commands }) => commands.length > 0), isFinding };
}
