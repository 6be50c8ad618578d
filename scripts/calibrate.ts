/**
 * `npm run calibrate -- FILE` shows what a recording of `check --record` would enter into the list, as a diff; `--write` enters it.
 * A row that contradicts its recording, or of which a target did not answer, is marked `!` and stays as it is.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOG_VERSION } from '../src/catalog/rows.ts';
import { CommandError, fileError, usageError } from '../src/cli/arguments/usage.ts';
import { readRecording } from '../src/cli/files/recording-file.ts';
import type { Recording } from '../src/model/recording.ts';
import { calibrationChanges, entered, foreignWords, type RowChange } from './calibrate/changes.ts';

const ROOT = join(import.meta.dirname, '..');
const DATA = join(ROOT, 'src/catalog/calibration.ts');
const BEGINS = 'export const CALIBRATIONS: Readonly<Record<string, Calibration>> = ';

try {
  const [file, ...more] = process.argv.slice(2).filter((word) => word !== '--write');
  if (file === undefined || more.length > 0)
    throw usageError('calibrate takes one file of check --record.', 'Try: npm run calibrate -- good.json');
  const recording = await readRecording(file);
  const foreign = foreignWords(recording);
  if (foreign.length > 0) throw fileError(`${file} was changed by hand: no recording has ${JSON.stringify(foreign[0])}.`);
  const changes = calibrationChanges(recording);
  process.stdout.write(diff(recording, changes));
  const ready = changes.filter(({ against }) => against.length === 0);
  if (!process.argv.includes('--write')) process.stdout.write(summary(ready.length, changes.length - ready.length, file));
  else if (recording.pretend) throw fileError(`${file} comes from a pretend network; nothing is entered.`);
  else if (ready.length > 0) enter(changes);
} catch (error) {
  if (!(error instanceof CommandError)) throw error;
  process.stderr.write(`${[error.message, error.hint].filter(Boolean).join('\n')}\n`);
  process.exitCode = error.status;
}

function diff({ startedAt, tool, edition, pretend }: Recording, changes: readonly RowChange[]): string {
  if (changes.length === 0) return 'No difference.\n';
  const from = pretend ? 'on a pretend network' : `on ${startedAt.slice(0, 10)}`;
  const lines = changes.flatMap(({ id, title, lines: own, against }) => [
    `@@ ${id}  ${title}`,
    ...own,
    ...against.map((why) => `! ${why}`),
  ]);
  return `--- list of ${CATALOG_VERSION}\n+++ recorded ${from}, gitpod-doctor ${tool.version}, edition ${edition}\n${lines.join('\n')}\n`;
}

function summary(ready: number, left: number, file: string): string {
  const kept = left === 0 ? '' : `${left} of the rows stay as they are (!).\n`;
  return ready === 0 ? kept : `${kept}${ready} of the rows can enter: npm run calibrate -- ${file} --write\n`;
}

/** Whole or not at all: written beside, then renamed. */
function enter(changes: readonly RowChange[]): void {
  const before = readFileSync(DATA, 'utf8');
  const head = before.slice(0, before.indexOf(BEGINS) + BEGINS.length);
  const calibrations = entered(changes);
  const beside = join(ROOT, 'src/catalog/.calibration.new.ts');
  writeFileSync(beside, `${head}${JSON.stringify(calibrations, null, 2)};\n`);
  renameSync(beside, DATA);
  execFileSync(process.execPath, [join(ROOT, 'node_modules/@biomejs/biome/bin/biome'), 'check', '--write', DATA], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  process.stdout.write(`Entered into src/catalog/calibration.ts; look at git diff, then run npm run check.\n`);
}
