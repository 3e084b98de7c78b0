import { Menu } from "@mantine/core";
import {
  IconBookmarkPlus,
  IconCircleCheck,
  IconDownload,
  IconHeart,
  IconHeartOff,
  IconLink,
  IconPencil,
  IconRefresh,
  IconTrash,
  IconUserScan,
  IconUsers,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Avatar, AvatarUpdate } from "~/api/types";
import { download } from "./download";
import { makeAgain } from "./makeAgain";
import { moreLikeThis, newLook } from "./newLook";
import { useSaveAsPreset } from "./useSaveAsPreset";

/** One asked what can be done with a person, at a place of the screen. */
export interface Asked {
  avatar: Avatar;
  x: number;
  y: number;
  /** Takes the focus back. */
  opener: HTMLElement | null;
  rename: () => void;
}

interface Props {
  asked: Asked | undefined;
  onClose: () => void;
  onChange: (avatar: Avatar, changes: AvatarUpdate) => void;
  onCopyLink: (avatar: Avatar) => void;
  onDelete: (avatar: Avatar) => void;
  onSelect?: ((avatar: Avatar, isRange: boolean) => void) | undefined;
  extras?: ((avatar: Avatar) => ReactNode) | undefined;
}

const icon = { size: 18, stroke: 1.75, "aria-hidden": true } as const;

/** What can be done with the person of a card. One menu serves a whole grid: cards stay light. */
export function AvatarMenu({ asked, onClose, onChange, onCopyLink, onDelete, onSelect, extras }: Props) {
  const preset = useSaveAsPreset();
  if (!asked) return null;
  const { avatar, x, y, opener, rename } = asked;
  return (
    <Menu
      opened
      position="bottom-end"
      offset={4}
      returnFocus={false}
      onClose={() => {
        onClose();
        opener?.focus({ preventScroll: true });
      }}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          className="visually-hidden"
          style={{ position: "fixed", left: x, top: y }}
          aria-label={`Actions for ${avatar.name}`}
        />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil {...icon} />} onClick={rename}>
          Rename
        </Menu.Item>
        <Menu.Item
          leftSection={avatar.isFavorite ? <IconHeartOff {...icon} /> : <IconHeart {...icon} />}
          onClick={() => onChange(avatar, { isFavorite: !avatar.isFavorite })}
        >
          {avatar.isFavorite ? "No favourite any more" : "Make a favourite"}
        </Menu.Item>
        {onSelect && (
          <Menu.Item leftSection={<IconCircleCheck {...icon} />} onClick={() => onSelect(avatar, false)}>
            Select
          </Menu.Item>
        )}
        {extras?.(avatar)}
        <Menu.Divider />
        <Menu.Item leftSection={<IconUserScan {...icon} />} component={Link} {...newLook(avatar)}>
          New look
        </Menu.Item>
        <Menu.Item leftSection={<IconUsers {...icon} />} component={Link} {...moreLikeThis(avatar)}>
          More like this
        </Menu.Item>
        {avatar.recipe.provider && (
          <Menu.Item leftSection={<IconRefresh {...icon} />} component={Link} {...makeAgain(avatar)}>
            Make again
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconBookmarkPlus {...icon} />} onClick={() => preset.ask(avatar)}>
          Save as preset
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconDownload {...icon} />} component="a" {...download(avatar, "base")}>
          Download
        </Menu.Item>
        <Menu.Item leftSection={<IconLink {...icon} />} onClick={() => onCopyLink(avatar)}>
          Copy link
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item color="var(--danger)" leftSection={<IconTrash {...icon} />} onClick={() => onDelete(avatar)}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
