import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import { IconBookmarkPlus, IconDownload, IconLink, IconTrash, IconUserScan, type TablerIcon } from "@tabler/icons-react";
import { Link } from "react-router";
import type { Avatar } from "~/api/types";
import styles from "./AvatarTools.module.css";
import { download } from "./download";
import { newLook } from "./newLook";

interface Props {
  avatar: Avatar;
  onCopyLink: () => void;
  onSaveAsPreset: () => void;
  onDelete: () => void;
}

export function AvatarTools({ avatar, onCopyLink, onSaveAsPreset, onDelete }: Props) {
  return (
    <div className={styles.tools}>
      <Download avatar={avatar} />
      <Button
        variant="default"
        px="sm"
        leftSection={<IconUserScan size={18} stroke={1.75} aria-hidden />}
        component={Link}
        {...newLook(avatar)}
      >
        New look
      </Button>
      <Tool Icon={IconLink} label="Copy link" onClick={onCopyLink} />
      <Tool Icon={IconBookmarkPlus} label="Save as preset" onClick={onSaveAsPreset} />
      <Tool Icon={IconTrash} label="Delete" onClick={onDelete} />
    </div>
  );
}

function Tool({ Icon, label, onClick }: { Icon: TablerIcon; label: string; onClick: () => void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={onClick}>
        <Icon size={20} stroke={1.75} aria-hidden />
      </ActionIcon>
    </Tooltip>
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
        <Button px="sm" leftSection={<IconDownload size={18} stroke={1.75} aria-hidden />}>
          Download
        </Button>
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
