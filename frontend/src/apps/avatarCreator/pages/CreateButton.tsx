import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconChevronDown, IconLayoutGrid, IconPhotoUp, IconSparkles, IconUserScan } from "@tabler/icons-react";
import type { Ref } from "react";
import styles from "./CreateButton.module.css";
import type { Way } from "./useCreation";

const icon = { size: 20, stroke: 1.75, "aria-hidden": true } as const;
const ways: { way: Way; title: string; about: string; icon: React.ReactNode }[] = [
  { way: "describe", title: "Describe", about: "Say who it is, see them while you type", icon: <IconSparkles {...icon} /> },
  { way: "preset", title: "From preset", about: "Somebody ready, to make your own", icon: <IconLayoutGrid {...icon} /> },
  { way: "reference", title: "From reference", about: "Like a picture, or somebody you have", icon: <IconUserScan {...icon} /> },
  { way: "upload", title: "Upload", about: "Pictures from your device", icon: <IconPhotoUp {...icon} /> },
];

interface Props {
  onCreate: (way: Way) => void;
  /** The part that has the focus again when what it opened is closed. */
  mainRef?: Ref<HTMLButtonElement>;
}

/** One button for the way that is taken most, and beside it the others. */
export function CreateButton({ onCreate, mainRef }: Props) {
  return (
    <div className={styles.split} role="group" aria-label="Create">
      <Button
        ref={mainRef}
        className={styles.main}
        size="md"
        leftSection={<IconSparkles size={18} stroke={1.75} aria-hidden />}
        onClick={() => onCreate("describe")}
      >
        Create
      </Button>
      <Menu position="bottom-end" width={300}>
        <Menu.Target>
          <ActionIcon className={styles.others} variant="filled" color="ink" size={42} aria-label="Choose how">
            <IconChevronDown size={18} stroke={2} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {ways.map(({ way, title, about, icon: sign }) => (
            <Menu.Item key={way} className={styles.way} leftSection={sign} onClick={() => onCreate(way)}>
              <span className={styles.title}>{title}</span>
              <span className={styles.about}>{about}</span>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
