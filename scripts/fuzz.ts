/**
 * Hostile input, drawn from a seed: `npm run fuzz [-- PART…] [--cases N] [--seed S] [--jobs N] [--long]`.
 *
 * - `bits`: a sound bundle, damaged in every way there is.
 * - `bundles`: files by writers of their own, opened, compared, collected and asked for requests in every form.
 * - `answers`: far ends on loopback that answer as they like, met by the real probes.
 * - `texts`: texts with secrets in them, of which none remains.
 *
 * What fails is named with its seed; `--seed` and `--cases 1` make it again, `--write FOLDER` keeps the file or the text of it.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleCase } from '../test/fuzz/bundle-case.ts';
import { PART_NAMES, type PartName, runPart } from '../test/fuzz/harness.ts';
import { textCase } from '../test/fuzz/text-case.ts';

/** A minute in all for CI, and what a release is tried with. */
const SHORT: Readonly<Record<PartName, number>> = { bits: 400, bundles: 200, answers: 150, texts: 400 };
const LONG: Readonly<Record<PartName, number>> = { bits: 10_000, bundles: 10_000, answers: 5000, texts: 5000 };
const MAX_TOLD = 20;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cases: { type: 'string' },
    seed: { type: 'string', default: '1000000' },
    jobs: { type: 'string', default: '2' },
    long: { type: 'boolean', default: false },
    write: { type: 'string' },
  },
});
const parts = PART_NAMES.filter((name) => positionals.length === 0 || positionals.includes(name));
const first = Number(values.seed);

if (values.write !== undefined) {
  const made = positionals.includes('texts') ? { bytes: textCase(first).text, suffix: 'txt' } : bundleCase(first);
  writeFileSync(join(values.write, `${first}.${made.suffix}`), made.bytes);
} else {
  for (const part of parts) {
    const cases = Number(values.cases ?? (values.long ? LONG : SHORT)[part]);
    const { kinds, faults, commands, ms } = await runPart(part, first, cases, Number(values.jobs));
    for (const { seed, text } of faults.slice(0, MAX_TOLD)) process.stderr.write(`${part}, seed ${seed}: ${text.slice(0, 2000)}\n`);
    const told = [...kinds].sort().map(([kind, count]) => `${count} ${kind}`);
    const pasted = commands > 0 ? `; ${commands} commands to paste` : '';
    process.stdout.write(
      `${part}: ${cases} cases from ${first} in ${Math.round(ms / 1000)} s, ${faults.length} failed${pasted}\n  ${told.join(', ')}\n`,
    );
    if (faults.length > 0) process.exitCode = 1;
  }
}
