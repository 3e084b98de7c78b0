import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import { IconDownload, IconLink, IconRefresh, IconTrash } from "@tabler/icons-react";
import { Link } from "react-router";
import type { Avatar } from "~/api/types";
import styles from "./AvatarTools.module.css";
import { download } from "./download";
import { makeAgain } from "./makeAgain";

interface Props {
  avatar: Avatar;
  onCopyLink: () => void;
  onDelete: () => void;
}

export function AvatarTools({ avatar, onCopyLink, onDelete }: Props) {
  return (
    <div className={styles.tools}>
      <Download avatar={avatar} />
      <Button
        variant="default"
        px="sm"
        leftSection={<IconRefresh size={18} stroke={1.75} aria-hidden />}
        component={Link}
        {...makeAgain(avatar)}
      >
        Make again
      </Button>
      <Tooltip label="Copy link">
        <ActionIcon aria-label="Copy link" onClick={onCopyLink}>
          <IconLink size={20} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Delete">
        <ActionIcon aria-label="Delete" onClick={onDelete}>
          <IconTrash size={20} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function Download({ avatar }: { avatar: Avatar }) {
  const sizes = [
    { size: "base", label: "Original", px: avatar.widthPx },
    { size: "768", label: "Large", px: 768 },
    { size: "300", label: "Thumbnail", px: 300 },
    { size: "96", label: "Small", px: 96 },
  ] as const;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button px="sm" leftSection={<IconDownload size={18} stroke={1.75} aria-hidden />}>Download</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {sizes.map(({ size, label, px }) => (
          <Menu.Item
            key={size}
            component="a"
            {...download(avatar, size)}
            rightSection={<span className={styles.size}>{px} px</span>}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
