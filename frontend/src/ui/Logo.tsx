import { useId } from "react";

interface Props {
  size: number;
  /** 0 to 100 while something is being made: the sheet fills like a gauge. */
  filled?: number | undefined;
}

const PERSON =
  "M16 6.4a6.1 6.1 0 0 1 6.1 6.1c0 2.6-1.3 4.9-3.2 6 4.2.9 7.3 3.5 7.7 7.5H5.4c.4-4 3.5-6.6 7.7-7.5-1.9-1.1-3.2-3.4-3.2-6A6.1 6.1 0 0 1 16 6.4Z";

/** A square of a contact sheet with a person cut out of it. */
export function Logo({ size, filled }: Props) {
  const id = useId();
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <clipPath id={id}>
        <path d={PERSON} />
      </clipPath>
      <rect width="32" height="32" rx="8" fill="var(--logo)" />
      <g clipPath={`url(#${id})`}>
        <rect width="32" height="32" fill={filled === undefined ? "var(--accent)" : "#6b645c"} />
        {filled !== undefined && (
          <rect
            width="32"
            height="32"
            fill="var(--accent)"
            style={{ transform: `translateY(${26 - (filled / 100) * 20}px)`, transition: "transform 300ms ease-out" }}
          />
        )}
      </g>
    </svg>
  );
}
