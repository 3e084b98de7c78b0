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
          d="M16 6.4a6.100 6.100 0 0 1 6.100 6.100c0 2.600-1.300 4.900-3.200 6 4.200.900 7.300 3.500 7.700 7.500H5.400c.400-4 3.500-6.600 7.700-7.500-1.900-1.100-3.200-3.400-3.200-6A6.100 6.100 0 0 1 16 6.400Z"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.2"
          strokeDasharray="2.5 2"
        />
      </svg>
    </span>
  );
}
