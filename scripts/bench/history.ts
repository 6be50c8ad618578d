/** Runs of the benchmarks as plain data, the recorded ones in `bench/history.json`, and what has become slower since. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Figure, median } from './figure.ts';

const FILE = fileURLToPath(new URL('../../bench/history.json', import.meta.url));
/** Less is noise. */
const WORSE = 1.15;

export interface Result extends Pick<Figure, 'what' | 'unit' | 'most' | 'note'> {
  median: number;
  least: number;
  greatest: number;
  runs: number;
  ok: boolean;
}

export interface Run {
  date: string;
  node: string;
  machine: string;
  /** The load of the last minute, before and after. */
  load: [number, number];
  results: Result[];
}

export function resultOf({ what, values, unit, most, note }: Figure): Result {
  const middle = median(values);
  const result = { what, unit, most, median: rounded(middle), least: rounded(Math.min(...values)), greatest: rounded(Math.max(...values)) };
  return { ...result, runs: values.length, ok: middle <= most, ...(note === undefined ? {} : { note }) };
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

export function thisMachine(): string {
  const found = cpus();
  return `${found.length} × ${found[0]?.model ?? 'unknown'}`;
}

export function recorded(): Run[] {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Run[]) : [];
}

export function record(run: Run): void {
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, `${JSON.stringify([...recorded(), run], null, 1)}\n`);
}

/**
 * A line for each result that is worse than when it was last recorded: more than any run then, and clearly more than their median. Seconds
 * of another machine are not compared.
 */
export function regressions({ machine, results }: Run, before: readonly Run[]): string[] {
  return results.flatMap(({ what, unit, median: now }) => {
    const isKnown = (run: Run) =>
      (run.machine === machine || (unit !== 'ms' && unit !== 's')) && run.results.some((one) => one.what === what);
    const last = before.findLast(isKnown);
    const then = last?.results.find((one) => one.what === what);
    if (last === undefined || then === undefined || now <= then.greatest || now <= then.median * WORSE) return [];
    return [`${what}: ${withUnit(now, unit)}, and ${withUnit(then.median, unit)} on ${last.date.slice(0, 10)} (load ${last.load[0]})`];
  });
}

export function withUnit(value: number, unit: Figure['unit']): string {
  const number = value >= 100 ? Math.round(value) : Number(value.toFixed(2));
  return unit === '' ? `${number}` : `${number} ${unit}`;
}
