import { type CSSProperties, useState } from "react";
import type { Crop } from "~/api/types";
import styles from "./CroppedPicture.module.css";

interface Props {
  src: string;
  /** All of it, in the middle, as long as nobody has said. */
  crop: Crop | null;
  alt?: string;
}

/** A picture as it would be cut out, in a square of any size. */
export function CroppedPicture({ src, crop, alt = "" }: Props) {
  const [isBroken, setBroken] = useState(false);
  return (
    <span className={styles.frame} data-broken={isBroken || undefined}>
      {!isBroken && (
        <img
          className={styles.picture}
          style={crop ? cutOut(crop) : undefined}
          src={src}
          alt={alt}
          draggable={false}
          onError={() => setBroken(true)}
        />
      )}
    </span>
  );
}

export function cutOut({ left, top, width, height }: Crop): CSSProperties {
  return {
    width: `${100 / width}%`,
    height: `${100 / height}%`,
    left: `${(-left / width) * 100}%`,
    top: `${(-top / height) * 100}%`,
  };
}
