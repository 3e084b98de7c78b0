import { Button } from "@mantine/core";
import type { Preview } from "~/api/types";
import { Portrait } from "~/ui/Portrait";
import { lastingImage } from "../avatars/api";
import { Print } from "../generations/describe/LivePortrait";
import styles from "./LookPortrait.module.css";
import type { Origin } from "./reference";

interface Props {
  origin: Origin;
  /** Undefined where only the finished picture will show them. */
  portrait: Preview | undefined;
  /** What one leaves open may come out otherwise. */
  isRough: boolean;
  onChooseAnother: () => void;
}

/** How they would look, with how they look now in its corner; where nobody can tell yet, only that. */
export function LookPortrait({ origin, portrait, isRough, onChooseAnother }: Props) {
  const name = origin.kind === "person" ? origin.avatar.name : origin.name;
  return (
    <figure className={styles.figure}>
      {portrait ? (
        <Print preview={portrait}>
          <span className={styles.before}>
            <Now origin={origin} />
          </span>
        </Print>
      ) : (
        <span className={styles.alone}>
          <Now origin={origin} />
        </span>
      )}
      <figcaption className={styles.words}>
        <span className={styles.name}>
          {portrait ? "From " : ""}
          {name}
        </span>
        <Button variant="subtle" color="gray" size="compact-sm" onClick={onChooseAnother}>
          Someone else
        </Button>
        {isRough && portrait && <span className={styles.rough}>Roughly: what you leave open may differ.</span>}
      </figcaption>
    </figure>
  );
}

function Now({ origin }: { origin: Origin }) {
  if (origin.kind === "person") {
    const { id, name, thumbnailUrl, largeImageUrl, thumbhash } = origin.avatar;
    return (
      <Portrait
        eager
        src={thumbnailUrl}
        srcSet={`${thumbnailUrl} 300w, ${largeImageUrl} 768w`}
        sizes="280px"
        lastingSrc={lastingImage(id, "300")}
        thumbhash={thumbhash}
        alt={`${name} now`}
      />
    );
  }
  const { thumbnailUrl, thumbhash } = origin.reference;
  return <Portrait eager src={thumbnailUrl} lastingSrc={thumbnailUrl} thumbhash={thumbhash} alt="The picture you sent" />;
}
