import { ActionIcon, Modal } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import styles from "./Dialog.module.css";

interface Props {
  title: string;
  /** Its width in pixels where there is room; a phone it fills, unless it is small. */
  width: number;
  isSmall?: boolean;
  /** Beside the title. */
  tools?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** Something with a beginning and an end, over the page. Its content scrolls, its head and foot stay. */
export function Dialog({ title, width, isSmall = false, tools, onClose, children }: Props) {
  const isPhone = useMediaQuery("(max-width: 719px)", false);
  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={width}
      centered
      fullScreen={isPhone && !isSmall}
      transitionProps={{ duration: 160 }}
      classNames={{ content: styles.dialog }}
    >
      <Modal.Overlay backgroundOpacity={0.45} blur={2} />
      <Modal.Content aria-label={title} radius={20}>
        <div className={styles.head}>
          <h2 className={styles.title}>{title}</h2>
          {tools}
          <ActionIcon aria-label="Close" onClick={onClose}>
            <IconX size={20} stroke={1.75} />
          </ActionIcon>
        </div>
        {children}
      </Modal.Content>
    </Modal.Root>
  );
}

/** What can be done, at the foot of a dialog; words stand before the buttons. */
export function DialogFoot({ children }: { children: ReactNode }) {
  return <div className={styles.foot}>{children}</div>;
}
