/** Months as the server names them, `2026-11`, and as people do. */

const short = new Intl.DateTimeFormat("en", { month: "short", timeZone: "UTC" });
const long = new Intl.DateTimeFormat("en", { month: "long", year: "numeric", timeZone: "UTC" });

export function shortMonth(month: string): string {
  return short.format(new Date(`${month}-01T00:00:00Z`));
}

export function longMonth(month: string): string {
  return long.format(new Date(`${month}-01T00:00:00Z`));
}

/** The twelve months up to this one, each as it was told or as `empty` makes it. */
export function lastYear<T extends { month: string }>(told: T[], empty: (month: string) => T, now = new Date()): T[] {
  return Array.from({ length: 12 }, (_, index) => {
    const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 11 + index, 1)).toISOString().slice(0, 7);
    return told.find((one) => one.month === month) ?? empty(month);
  });
}
