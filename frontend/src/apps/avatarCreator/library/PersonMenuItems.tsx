import { Menu } from "@mantine/core";
import { IconCopy, IconFolderSymlink, IconPhotoStar, IconTag } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Avatar } from "~/api/types";
import { projectById } from "../projects/api";
import { useProjectManagement } from "../projects/useProjectManagement";
import type { Ask } from "./PeopleDialogs";

const icon = { size: 18, stroke: 1.75, "aria-hidden": true } as const;

/** What a library adds to the menu of a person's card. */
export function PersonMenuItems({ avatar, onAsk }: { avatar: Avatar; onAsk: Ask }) {
  const { data: project } = useQuery(projectById(useQueryClient(), avatar.projectId));
  const { change } = useProjectManagement();
  const isCover = project?.coverAvatarId === avatar.id;
  return (
    <>
      <Menu.Item leftSection={<IconTag {...icon} />} onClick={() => onAsk("tag", [avatar])}>
        Tags
      </Menu.Item>
      <Menu.Item
        leftSection={<IconPhotoStar {...icon} />}
        disabled={!project}
        onClick={() => project && change(project, { coverAvatarId: isCover ? null : avatar.id })}
      >
        {isCover ? "No cover any more" : "Use as cover"}
      </Menu.Item>
      <Menu.Item leftSection={<IconFolderSymlink {...icon} />} onClick={() => onAsk("move", [avatar])}>
        Move
      </Menu.Item>
      <Menu.Item leftSection={<IconCopy {...icon} />} onClick={() => onAsk("copy", [avatar])}>
        Copy
      </Menu.Item>
    </>
  );
}
