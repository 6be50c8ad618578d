/**
 * A fleet that several machines collect in parts: `npm run fleet-scale -- [--machines N] [--parts N]`. Each part has a result of each machine, so
 * that ten parts of 100,000 machines are a million lines. Prints time and peak memory of each step, and whether the parts put together are
 * the whole. Needs `npm run build` and 2.6 GB of disk for a million lines.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { largeFleet, writeFleet } from '../test/support/large-fleet.ts';
import { measuredRun } from '../test/support/measured-run.ts';
import { ENVIRONMENT, PROGRAM } from './bench/program.ts';

const { values } = parseArgs({
  options: { machines: { type: 'string', default: '100000' }, parts: { type: 'string', default: '10' } },
});
const [machines, parts] = [Number(values.machines), Number(values.parts)];
const folder = mkdtempSync(join(tmpdir(), 'gitpod-doctor-scale-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Runs `fleet collect` and prints what it took. Status 1 means that a check failed on a machine, which some do here. */
async function collect(what: string, args: readonly string[]): Promise<string> {
  const { status, stdout, stderr, seconds, peakMiB } = await measuredRun(PROGRAM, ['fleet', 'collect', ...args], ENVIRONMENT);
  if (status !== 0 && status !== 1) throw new Error(`${what}: status ${status}\n${stderr}`);
  process.stdout.write(`${what.padEnd(44)}  ${seconds.toFixed(1).padStart(6)} s  ${String(peakMiB).padStart(5)} MiB\n`);
  return stdout;
}

const files: string[] = [];
const partials: string[] = [];
for (let part = 0; part < parts; part++) {
  const [file, partial] = [join(folder, `${part}.txt`), join(folder, `${part}.jsonl`)];
  const megabytes = Math.round(writeFleet(file, largeFleet(machines, part).texts) / 1e6);
  await collect(`part ${part + 1}: ${machines} lines, ${megabytes} MB`, [file, '--partial', partial]);
  files.push(file);
  partials.push(partial);
}
const merged = await collect(`${parts} parts put together`, [...partials, '--json']);
const whole = await collect(`${machines * parts} lines at once`, [...files, '--json']);
process.stdout.write(merged === whole ? 'The parts put together are the whole.\n' : 'The parts put together differ from the whole.\n');
process.exit(merged === whole ? 0 : 1);
