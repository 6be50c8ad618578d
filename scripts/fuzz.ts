/**
 * Damages a bundle in every way there is and reads what comes out: `npm run fuzz [CASES] [SEED]`. It runs under Node's
 * permission model without leave to write or to start programs, so any attempt to do so is a failure like a crash.
 */
import { readFileSync } from 'node:fs';
import { readBundle } from '../src/bundle/index.ts';
import { diceOf, MUTATIONS } from '../src/bundle/testing/mutations.ts';
import { ordeal } from '../src/bundle/testing/ordeal.ts';

const [cases = 10_000, first = 1_000_000] = process.argv.slice(2).map(Number);
if (process.permission?.has('fs.write') !== false) throw new Error('start it with: npm run fuzz');

const sound = readFileSync(new URL('../fixtures/bundles/first-entries.zip', import.meta.url));
const read = await readBundle(sound);
if (!read.ok) throw new Error(read.problem);

const kinds = Object.entries(MUTATIONS);
const outcomes = new Map<string, number>();
const failures: string[] = [];
const began = performance.now();
for (let index = 0; index < cases; index++) {
  const seed = first + index;
  const [kind, mutate] = kinds[seed % kinds.length] ?? ['', (bytes: Uint8Array) => bytes];
  try {
    const outcome = await ordeal(mutate(sound, diceOf(seed)), read.report);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  } catch (error) {
    failures.push(`${kind}, seed ${seed}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}

for (const failure of failures.slice(0, 10)) process.stderr.write(`${failure.slice(0, 2000)}\n`);
const told = [...outcomes].sort().map(([outcome, count]) => `${count} ${outcome}`);
process.stdout.write(
  `${cases} cases in ${Math.round((performance.now() - began) / 1000)} s: ${told.join(', ')}; ${failures.length} failed\n`,
);
process.exitCode = failures.length > 0 ? 1 : 0;
