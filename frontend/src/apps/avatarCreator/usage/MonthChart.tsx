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

const SLOT = 40;
const GAP = 3;
const ROUND = 4;

/** Bars for each month, and the same numbers as a table for those who do not see them. */
export function MonthChart({ title, months, series, height = 140 }: Props) {
  const most = Math.max(1, ...series.flatMap(({ values }) => values));
  const width = (SLOT - 14 - GAP * (series.length - 1)) / series.length;
  return (
    <figure className={styles.chart}>
      {series.length > 1 && <Legend series={series} />}
      <svg viewBox={`0 0 ${months.length * SLOT} ${height + 22}`} aria-hidden>
        <line x1="0" x2={months.length * SLOT} y1={height} y2={height} className={styles.ground} />
        {months.map((month, index) => (
          <g key={month} transform={`translate(${index * SLOT} 0)`}>
            <title>{`${longMonth(month)}: ${series.map(({ label, values }) => `${values[index] ?? 0} ${label.toLowerCase()}`).join(", ")}`}</title>
            <rect width={SLOT} height={height} className={styles.slot} />
            {series.map(({ label, tone, values }, place) => (
              <path key={label} className={styles.bar} data-tone={tone} d={barOf(7 + place * (width + GAP), width, ((values[index] ?? 0) / most) * (height - 8), height)} />
            ))}
            <text x={SLOT / 2} y={height + 16} className={styles.month}>
              {shortMonth(month)}
            </text>
          </g>
        ))}
      </svg>
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
    </figure>
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
  if (tall <= 0) return "";
  const size = Math.max(tall, 3);
  const round = Math.min(ROUND, width / 2, size);
  const top = ground - size;
  return `M${x} ${ground}V${top + round}q0-${round} ${round}-${round}h${width - 2 * round}q${round} 0 ${round} ${round}V${ground}z`;
}
