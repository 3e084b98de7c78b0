import { useElementSize } from "@mantine/hooks";
import styles from "./MonthChart.module.css";
import { longMonth, shortMonth } from "./months";

interface Series {
  label: string;
  /** One value for each month. */
  values: number[];
  tone: "ink" | "accent";
}

interface Props {
  title: string;
  months: string[];
  series: Series[];
  height?: number;
}

const NARROW_PX = 440; // until it is measured
const MOST_PX = 22; // of a bar
const GAP_PX = 3;
const ROUND_PX = 4;
const NUMBERS_FROM_PX = 48;

/** Bars for each month, and the same numbers as a table for those who do not see them. */
export function MonthChart({ title, months, series, height = 140 }: Props) {
  const { ref, width } = useElementSize();
  const slot = (width || NARROW_PX) / months.length;
  const bar = Math.min(MOST_PX, (slot * 0.7) / series.length);
  const first = (slot - bar * series.length - GAP_PX * (series.length - 1)) / 2;
  const most = Math.max(1, ...series.flatMap(({ values }) => values));
  return (
    <figure className={styles.chart}>
      {series.length > 1 && <Legend series={series} />}
      <div ref={ref}>
        <svg height={height + 22} aria-hidden>
          <line x1="0" x2="100%" y1={height} y2={height} className={styles.ground} />
          {months.map((month, index) => (
            <g key={month} transform={`translate(${index * slot} 0)`}>
              <title>{`${longMonth(month)}: ${series.map(({ label, values }) => `${values[index] ?? 0} ${label.toLowerCase()}`).join(", ")}`}</title>
              <rect width={slot} height={height} className={styles.slot} />
              {series.map(({ label, tone, values }, place) => {
                const value = values[index] ?? 0;
                const tall = value > 0 ? Math.max(3, (value / most) * (height - 22)) : 0;
                const x = first + place * (bar + GAP_PX);
                return (
                  <g key={label}>
                    <path className={styles.bar} data-tone={tone} d={barOf(x, bar, tall, height)} />
                    {value > 0 && slot >= NUMBERS_FROM_PX && (
                      <text x={x + bar / 2} y={height - tall - 6} className={styles.number}>
                        {value.toLocaleString("en", { notation: "compact" })}
                      </text>
                    )}
                  </g>
                );
              })}
              <text x={slot / 2} y={height + 16} className={styles.month}>
                {shortMonth(month)}
              </text>
            </g>
          ))}
        </svg>
      </div>
      <MonthTable title={title} months={months} series={series} />
    </figure>
  );
}

function MonthTable({ title, months, series }: Props) {
  return (
    <figcaption className="visually-hidden">
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">Month</th>
            {series.map(({ label }) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.map((month, index) => (
            <tr key={month}>
              <th scope="row">{longMonth(month)}</th>
              {series.map(({ label, values }) => (
                <td key={label}>{values[index] ?? 0}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figcaption>
  );
}

function Legend({ series }: Pick<Props, "series">) {
  return (
    <ul className={styles.legend} aria-hidden>
      {series.map(({ label, tone }) => (
        <li key={label} data-tone={tone}>
          {label}
        </li>
      ))}
    </ul>
  );
}

/** A bar that stands on the ground, round at its top; nothing for nothing. */
function barOf(x: number, width: number, tall: number, ground: number): string {
  if (tall === 0) return "";
  const round = Math.min(ROUND_PX, width / 2, tall);
  const top = ground - tall;
  return `M${x} ${ground}V${top + round}q0-${round} ${round}-${round}h${width - 2 * round}q${round} 0 ${round} ${round}V${ground}z`;
}
