import { useState } from "react";
import { standIn } from "./thumbhash";
import styles from "./Portrait.module.css";

interface Props {
  src: string;
  /** Where the picture always is; asked when `src`, a signed address, has expired. */
  lastingSrc: string;
  /** What is seen, for those who cannot see it; empty where the name stands beside. */
  alt: string;
  thumbhash?: string;
  /** True for a picture that was just made: it develops like a photograph. */
  develops?: boolean;
  sizes?: string;
  srcSet?: string;
  eager?: boolean;
}

/** A square picture of a person: a blurred stand-in at once, then the sharp picture over it. */
export function Portrait({ src, lastingSrc, alt, thumbhash, develops = false, eager = false, ...sources }: Props) {
  const picture = src.split("?")[0];
  const [shown, setShown] = useState<string>();
  const [expired, setExpired] = useState<string>();
  const blurred = standIn(thumbhash);
  const isExpired = expired === src;
  return (
    <span className={styles.frame} style={blurred ? { backgroundImage: `url(${blurred})` } : undefined}>
      <img
        ref={showAtOnce}
        className={styles.picture}
        data-shown={shown === picture || undefined}
        data-develops={develops || undefined}
        src={isExpired ? lastingSrc : src}
        srcSet={isExpired ? undefined : sources.srcSet}
        sizes={sources.sizes}
        alt={alt}
        loading={eager ? "eager" : "lazy"}
        decoding="async"
        draggable={false}
        onLoad={() => setShown(picture)}
        onError={() => setExpired(src)}
      />
    </span>
  );
}

/** A picture that the browser has already does not fade in: nothing flickers when a card comes back. */
function showAtOnce(picture: HTMLImageElement | null): void {
  if (picture?.complete && picture.naturalWidth > 0) picture.dataset.shown = "true";
}
