import { ActionIcon, Button, Modal, Tooltip } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconX } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { ProblemState } from "~/ui/ProblemState";
import styles from "./AvatarDetail.module.css";
import { AvatarDetailSkeleton } from "./AvatarDetailSkeleton";
import { AvatarFacts } from "./AvatarFacts";
import { AvatarStage } from "./AvatarStage";
import { AvatarTools } from "./AvatarTools";
import { avatarById } from "./api";
import { useAvatarActions } from "./useAvatarActions";

interface Props {
  avatarId: string;
  /** Addresses of the neighbours in the list it was opened from. */
  previous?: string | undefined;
  next?: string | undefined;
  closeTo: string;
}

/** A person over the list they belong to: the picture large, and all that is known of them. */
export default function AvatarDetail({ avatarId, previous, next, closeTo }: Props) {
  const go = useNavigate();
  const { data: avatar, error, refetch } = useQuery(avatarById(useQueryClient(), avatarId));
  const actions = useAvatarActions();

  const closeOnto = (id: string): void => {
    void go(closeTo, { preventScrollReset: true });
    setTimeout(() => document.getElementById(`card-${id}`)?.focus());
  };
  const close = (): void => closeOnto(avatarId);
  const turn = (to: string | undefined): void => {
    if (to) void go(to, { replace: true, preventScrollReset: true });
  };
  useHotkeys([
    ["ArrowLeft", () => turn(previous)],
    ["ArrowRight", () => turn(next)],
  ]);
  return (
    <Modal.Root opened onClose={close} fullScreen returnFocus={false} transitionProps={{ duration: 0 }}>
      <Modal.Content className={styles.detail} aria-label={avatar?.name ?? "Avatar"}>
        <Tooltip label="Close">
          <ActionIcon className={styles.close} size={40} aria-label="Close" onClick={close} data-autofocus>
            <IconX size={22} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
        {error && !avatar && (
          <ProblemState
            isPart
            error={error}
            onRetry={() => void refetch()}
            action={<Button onClick={close}>Back</Button>}
          />
        )}
        {!error && !avatar && <AvatarDetailSkeleton />}
        {avatar && (
          <div className={styles.sides}>
            <AvatarStage
              key={avatar.id}
              avatar={avatar}
              onPrevious={previous && (() => turn(previous))}
              onNext={next && (() => turn(next))}
            />
            <div className={styles.facts}>
              <AvatarFacts avatar={avatar} onChange={(changes) => actions.change(avatar, changes)}>
                <AvatarTools
                  avatar={avatar}
                  onCopyLink={() => actions.copyLink(avatar)}
                  onDelete={() => {
                    closeOnto((next ?? previous ?? "").split("/").at(-1) ?? "");
                    actions.remove(avatar);
                  }}
                />
              </AvatarFacts>
            </div>
          </div>
        )}
      </Modal.Content>
    </Modal.Root>
  );
}
