import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import { IconDownload, IconLink, IconRefresh, IconTrash } from "@tabler/icons-react";
import { useNavigate } from "react-router";
import type { Avatar, GenerateRequest } from "~/api/types";
import { lastingImage } from "./api";
import styles from "./AvatarTools.module.css";

interface Props {
  avatar: Avatar;
  onCopyLink: () => void;
  onDelete: () => void;
}

export function AvatarTools({ avatar, onCopyLink, onDelete }: Props) {
  const go = useNavigate();
  return (
    <div className={styles.tools}>
      <Download avatar={avatar} />
      <Button
        variant="default"
        px="sm"
        leftSection={<IconRefresh size={18} stroke={1.75} aria-hidden />}
        onClick={() => void go(`/projects/${avatar.projectId}?create=describe`, { state: { start: orderOf(avatar) } })}
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
            href={lastingImage(avatar.id, size)}
            download={fileName(avatar, size)}
            rightSection={<span className={styles.size}>{px} px</span>}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function fileName({ name, contentType }: Avatar, size: string): string {
  const ending = contentType.split("/")[1]?.replace("jpeg", "jpg") ?? "jpg";
  const plain = name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").toLowerCase() || "avatar";
  return `${plain}${size === "base" ? "" : `-${size}`}.${ending}`;
}

/** The order that would make this picture again. */
function orderOf({ name, persona, attributes, recipe }: Avatar): GenerateRequest {
  const { prompt, seed, provider, model, negativePrompt } = recipe;
  return { prompt: prompt ?? "", name, persona, attributes, count: 1, seed, provider, model, negativePrompt };
}
