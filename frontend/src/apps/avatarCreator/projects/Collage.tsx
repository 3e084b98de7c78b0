import styles from "./Collage.module.css";

/** Up to four faces in a square; one or two fill it, none leaves the empty sheet. */
export function Collage({ urls }: { urls: string[] }) {
  const faces = urls.length === 3 ? urls.slice(0, 2) : urls.slice(0, 4);
  if (faces.length === 0) return <EmptySheet />;
  return (
    <span className={styles.collage} data-count={faces.length}>
      {faces.map((url) => (
        <img key={url.split("?")[0]} src={url} alt="" loading="lazy" decoding="async" draggable={false} />
      ))}
    </span>
  );
}

function EmptySheet() {
  return (
    <span className={styles.empty}>
      <svg viewBox="0 0 32 32" width="56" height="56" aria-hidden>
        <path
          d="M16 6.4a6.1 6.1 0 0 1 6.1 6.1c0 2.6-1.3 4.9-3.2 6 4.2.9 7.3 3.5 7.7 7.5H5.4c.4-4 3.5-6.6 7.7-7.5-1.9-1.1-3.2-3.4-3.2-6A6.1 6.1 0 0 1 16 6.4Z"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.2"
          strokeDasharray="2.5 2"
        />
      </svg>
    </span>
  );
}
