/**
 * Begins a cause, a probe, a scenario or an edition: what a machine can write is written, what a person has to write is named.
 * `npm run new:finding -- GD419 NAME --lab FILE`, `npm run new:probe -- NAME`, `npm run new:scenario -- demo|lab FILE NAME`,
 * `npm run new:edition -- NAME --from OVERLAY|DOCUMENT`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { newEdition } from './new/edition.ts';
import { newFinding } from './new/finding.ts';
import { newProbe } from './new/probe.ts';
import { newScenario } from './new/scenario.ts';
import { type Begun, Unusable } from './new/tree.ts';

const KINDS: Readonly<Record<string, (words: readonly string[]) => Begun>> = {
  finding: newFinding,
  probe: newProbe,
  scenario: newScenario,
  edition: newEdition,
};

const [kind = '', ...words] = process.argv.slice(2);
try {
  const make = KINDS[kind];
  if (make === undefined) throw new Unusable(`new takes one of: ${Object.keys(KINDS).join(', ')}`);
  const { written, toWrite, remarks = [], next } = make(words);
  format([...written, ...toWrite]);
  const left = toWrite.length === 0 ? '' : `Yours to write (each TODO; npm run check finds those that are left):\n${lines(toWrite)}`;
  process.stdout.write(`Written:\n${lines(written)}${left}${remarks.map((remark) => `${remark}\n`).join('')}Then: ${next}\n`);
} catch (error) {
  if (!(error instanceof Unusable)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** Imports in their order, lines in their width: what the linter would say first. */
function format(files: readonly string[]): void {
  const root = join(import.meta.dirname, '..');
  const there = files.filter((file) => file.endsWith('.ts') && existsSync(join(root, file)));
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  execFileSync(process.execPath, [biome, 'check', '--write', ...there], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}

function lines(files: readonly string[]): string {
  return files.map((file) => `  ${file}\n`).join('');
}
