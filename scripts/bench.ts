/**
 * The budgets of docs/design.md in one run: `npm run bench -- [NAME…] [--json] [--record]`. Needs `npm run build`; everything runs on loopback,
 * or in the lab's namespaces. Each figure is a median of several runs, beside their spread. A figure over its budget, or worse than when it was
 * last recorded, is reported without failing, because the machine may be busy: its load is printed. `--record` adds the run to
 * `bench/history.json`.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Skipped } from './bench/figure.ts';
import { type Result, type Run, record, recorded, regressions, resultOf, thisMachine, withUnit } from './bench/history.ts';
import { BENCHMARKS } from './bench/index.ts';

const { values, positionals: asked } = parseArgs({
  options: { json: { type: 'boolean', default: false }, record: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const unknown = asked.filter((name) => !BENCHMARKS.some((benchmark) => benchmark.name === name));
if (unknown.length > 0) {
  const names = BENCHMARKS.map(({ name }) => name).join(' ');
  process.stderr.write(`There is no benchmark ${unknown.join(', ')}.\nNames: ${names}\n`);
  process.exit(2);
}
const chosen = BENCHMARKS.filter(({ name }) => asked.length === 0 || asked.includes(name));
// Wide enough for what the benchmarks say; one that is wider moves only its own line.
const WIDTH = 54;

const before = minuteLoad();
const results: Result[] = [];
const skipped: Skipped[] = [];
for (const benchmark of chosen)
  for (const figure of await benchmark.run()) {
    if ('missing' in figure) skipped.push(figure);
    else results.push(resultOf(figure));
    if (!values.json) say('missing' in figure ? `SKIPPED  ${figure.what}: ${figure.missing} missing` : lineOf(results.at(-1)));
  }
const run: Run = {
  date: new Date().toISOString(),
  node: process.versions.node,
  machine: thisMachine(),
  load: [before, minuteLoad()],
  results,
};
const worse = regressions(run, recorded());
if (values.record) record(run);
if (values.json) say(JSON.stringify({ ...run, skipped, regressions: worse }, null, 1));
else {
  for (const line of worse) say(`WORSE  ${line}`);
  say(`load ${run.load.join(' before, ')} after, on ${run.machine}, Node ${run.node}`);
}
process.exit(0);

function lineOf(result: Result | undefined): string {
  if (result === undefined) return '';
  const { what, unit, most, median, least, greatest, runs, ok, note } = result;
  const spread = runs > 1 ? ` (${withUnit(least, '')} to ${withUnit(greatest, '')}, ${runs} runs)` : '';
  const rest = note === undefined ? '' : `  ${note}`;
  return `${ok ? 'ok  ' : 'OVER'}  ${what.padEnd(WIDTH)}  ${withUnit(median, unit)}${spread}  ≤ ${withUnit(most, unit)}${rest}`;
}

function minuteLoad(): number {
  return Number((loadavg()[0] ?? 0).toFixed(2));
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
