import { Button } from "@mantine/core";
import { IconPhotoUp } from "@tabler/icons-react";
import { type ReactNode, useRef } from "react";
import styles from "./DropZone.module.css";

interface Props {
  /** Many at once, or one. */
  several?: boolean;
  title: string;
  children: ReactNode;
  onGiven: (files: File[]) => void;
}

/** Says that pictures may be dropped or pasted here, and lets those choose who do neither. The dropping itself is the page's. */
export function DropZone({ several = false, title, children, onGiven }: Props) {
  const { input, choose } = useFileChoice(several, onGiven);
  return (
    <div className={styles.zone}>
      <IconPhotoUp size={44} stroke={1.25} aria-hidden className={styles.icon} />
      <h3 className={styles.title}>{title}</h3>
      <p className={styles.about}>{children}</p>
      <Button data-autofocus onClick={choose}>
        {several ? "Choose pictures" : "Choose a picture"}
      </Button>
      {input}
    </div>
  );
}

/** The browser's own way to choose files, behind whatever button. */
export function useFileChoice(several: boolean, onGiven: (files: File[]) => void) {
  const field = useRef<HTMLInputElement>(null);
  return {
    choose: () => field.current?.click(),
    input: (
      <input
        ref={field}
        type="file"
        hidden
        aria-label={several ? "Pictures" : "Picture"}
        multiple={several}
        accept="image/jpeg,image/png,image/webp"
        onChange={({ target }) => {
          onGiven([...(target.files ?? [])]);
          target.value = ""; // the same file may be chosen again
        }}
      />
    ),
  };
}
