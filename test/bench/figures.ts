// Figures, and the table in which they are printed.

export type Figure = {
  name: string;
  /** With its unit, as it is printed. */
  measured: string;
  /** What it must not go beyond, as it is printed; "" where there is no limit. */
  limit: string;
  /** Measured against the limit or a peer: 1.00 is the limit itself, less is better. Null where nothing is named. */
  ratio: number | null;
};

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

export function printTable(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, measured, limit, ratio }) => [
    name,
    measured,
    limit,
    ratio === null ? "" : ratio.toFixed(2),
    ratio === null ? "" : ratio <= 1 ? "ok" : "OVER",
  ]);
  const all = [["figure", "measured", "limit", "ratio", ""], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return `${all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n")}\n`;
}
