/** What a benchmark measures: the values of its runs, whose median is held to a budget. Less is better everywhere. */
export interface Figure {
  what: string;
  /** One value a run. */
  values: readonly number[];
  /** `×` for a ratio to something that was measured in the same run; empty for a number without one. */
  unit: '×' | 'ms' | 's' | 'KB' | 'MB' | 'MiB' | '';
  most: number;
  /** What the number does not say. */
  note?: string;
}

/** Something that this machine lacks; said loudly, never left out in silence. */
export interface Skipped {
  what: string;
  missing: string;
}

export interface Benchmark {
  /** As in `npm run bench -- NAME`. */
  name: string;
  run(): Promise<(Figure | Skipped)[]>;
}

/** The values of several runs after each other. */
export async function repeated(runs: number, value: () => number | Promise<number>): Promise<number[]> {
  const values: number[] = [];
  for (let run = 0; run < runs; run += 1) values.push(await value());
  return values;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The value below which this share of the values falls: 0 to 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
