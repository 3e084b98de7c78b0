/** Numbers and times as people say them. */

const SPANS: [limit: number, unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  [3600, "minute", 60],
  [86_400, "hour", 3600],
  [7 * 86_400, "day", 86_400],
  [30 * 86_400, "week", 7 * 86_400],
  [365 * 86_400, "month", 30 * 86_400],
  [Infinity, "year", 365 * 86_400],
];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });
const ordinal = new Intl.PluralRules("en", { type: "ordinal" });

export function ago(time: string, now = Date.now()): string {
  const seconds = (now - Date.parse(time)) / 1000;
  if (seconds < 60) return "just now";
  const [, unit, length] = SPANS.find(([limit]) => seconds < limit) ?? ["", "year", 31_536_000];
  return relative.format(-Math.floor(seconds / length), unit as Intl.RelativeTimeFormatUnit);
}

/** How long something still stays: "12 days left". */
export function daysLeft(until: string, now = Date.now()): string {
  const days = Math.ceil((Date.parse(until) - now) / 86_400_000);
  return days <= 1 ? "Goes within a day" : `${counted(days, "day")} left`;
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

export function nth(place: number): string {
  const endings: Record<string, string> = { one: "st", two: "nd", few: "rd" };
  return `${place}${endings[ordinal.select(place)] ?? "th"}`;
}

/** "about 20 s", "about 3 min": as exact as a guess deserves. */
export function about(seconds: number): string {
  if (seconds < 10) return "a few seconds";
  if (seconds < 90) return `about ${Math.round(seconds / 5) * 5} s`;
  return `about ${Math.round(seconds / 60)} min`;
}

export function megabytes(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return bytes < 1_000_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}
