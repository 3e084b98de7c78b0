import { ActionIcon, Button, Modal, Tooltip } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ComponentType, type ReactNode, useState } from "react";
import { useNavigate } from "react-router";
import type { Avatar } from "~/api/types";
import { ProblemState } from "~/ui/ProblemState";
import styles from "./AvatarDetail.module.css";
import { AvatarDetailSkeleton } from "./AvatarDetailSkeleton";
import { AvatarFacts } from "./AvatarFacts";
import { AvatarStage } from "./AvatarStage";
import { AvatarTools } from "./AvatarTools";
import { avatarById } from "./api";
import { focusCard } from "./focusCard";
import { useAvatarActions } from "./useAvatarActions";
import { useSaveAsPreset } from "./useSaveAsPreset";

interface Props {
  avatarId: string;
  /** Addresses of the neighbours in the list it was opened from. */
  previous?: string | undefined;
  next?: string | undefined;
  closeTo: string;
  linkTo: (person: Pick<Avatar, "id" | "projectId">) => string;
  /** Where the person is used. */
  usedBy: ReactNode;
  /** Asked first where other apps use the person. */
  DeleteWarning: ComponentType<{ avatar: Avatar; onDelete: () => void; onClose: () => void }>;
}

/** A person over the list they belong to: the picture large, and all that is known of them. */
export default function AvatarDetail(props: Props) {
  const { avatarId, previous, next, closeTo, linkTo, usedBy, DeleteWarning } = props;
  const go = useNavigate();
  const { data: avatar, error, refetch } = useQuery(avatarById(useQueryClient(), avatarId));
  const actions = useAvatarActions();
  const preset = useSaveAsPreset();
  const [isWarned, setWarned] = useState(false);

  const closeOnto = (id: string): void => {
    void go(closeTo, { preventScrollReset: true });
    setTimeout(() => focusCard(id));
  };
  const close = (): void => closeOnto(avatarId);
  const turn = (to: string | undefined) => to && (() => void go(to, { replace: true, preventScrollReset: true }));
  const remove = (gone: Avatar): void => {
    closeOnto((next ?? previous ?? "").split("?")[0]?.split("/").at(-1) ?? "");
    actions.remove(gone);
  };
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
            <AvatarStage key={avatar.id} avatar={avatar} onPrevious={turn(previous)} onNext={turn(next)} />
            <div className={styles.facts}>
              <AvatarFacts
                key={avatar.id}
                avatar={avatar}
                linkTo={linkTo}
                usedBy={usedBy}
                tools={
                  <AvatarTools
                    avatar={avatar}
                    onCopyLink={() => actions.copyLink(avatar)}
                    onSaveAsPreset={() => preset.ask(avatar)}
                    onDelete={() => (avatar.usageCount > 0 ? setWarned(true) : remove(avatar))}
                  />
                }
              />
            </div>
          </div>
        )}
        {avatar && isWarned && (
          <DeleteWarning avatar={avatar} onDelete={() => remove(avatar)} onClose={() => setWarned(false)} />
        )}
      </Modal.Content>
    </Modal.Root>
  );
}
