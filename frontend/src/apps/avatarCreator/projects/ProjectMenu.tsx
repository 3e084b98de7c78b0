import { ActionIcon, Menu } from "@mantine/core";
import { IconDots, IconFileExport, IconPencil, IconTrash } from "@tabler/icons-react";
import type { Project } from "~/api/types";

interface Props {
  project: Project;
  className?: string | undefined;
  size?: number;
  /** Where the name is not edited in place already. */
  onRename?: () => void;
  onExport: () => void;
  onDelete: () => void;
}

const icon = { size: 18, stroke: 1.75, "aria-hidden": true } as const;

/** What can be done with a project as a whole. */
export function ProjectMenu({ project, className, size = 36, onRename, onExport, onDelete }: Props) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={size} className={className} aria-label={`Actions for ${project.name}`}>
          <IconDots size={20} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {onRename && (
          <Menu.Item leftSection={<IconPencil {...icon} />} onClick={onRename}>
            Rename
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconFileExport {...icon} />} onClick={onExport}>
          Export
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item color="var(--danger)" leftSection={<IconTrash {...icon} />} onClick={onDelete}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
