/**
 * The budgets of docs/design.md as ratios of one run: `npm run bench -- [NAME…]`. Needs `npm run build`; everything runs on loopback, or in
 * the lab's namespaces. A figure over its budget is reported without failing, because the machine may be busy.
 */
import { BENCHMARKS } from './bench/index.ts';

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !BENCHMARKS.some((benchmark) => benchmark.name === name));
if (unknown.length > 0) {
  const names = BENCHMARKS.map(({ name }) => name).join(' ');
  process.stderr.write(`There is no benchmark ${unknown.join(', ')}.\nNames: ${names}\n`);
  process.exit(2);
}
const chosen = BENCHMARKS.filter(({ name }) => asked.length === 0 || asked.includes(name));
// Wide enough for what the benchmarks say; one that is wider moves only its own line.
const WIDTH = 54;
for (const benchmark of chosen)
  for (const figure of await benchmark.run())
    process.stdout.write(
      'missing' in figure
        ? `SKIPPED  ${figure.what}: ${figure.missing} missing\n`
        : `${figure.ok ? 'ok  ' : 'OVER'}  ${figure.what.padEnd(WIDTH)}  ${figure.measured}  (${figure.budget})\n`,
    );
process.exit(0);
