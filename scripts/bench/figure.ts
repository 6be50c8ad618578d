/** The result of a benchmark: figures beside their budgets, or why there are none. */
export interface Figure {
  what: string;
  measured: string;
  budget: string;
  ok: boolean;
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

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The value below which this share of the values falls: 0 to 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
