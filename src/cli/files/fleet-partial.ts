/** `fleet collect --partial FILE`: writes a collection that another `fleet collect` can read. Each fault is reported in one line. */
import { resolve } from 'node:path';
import { publishFile, publishProblem } from '../../bundle/index.ts';
import { leftOutWords } from '../../documents/fleet/words.ts';
import { type Collection, partialLines } from '../../fleet/index.ts';
import { say } from '../../terminal/gate.ts';
import type { Flags } from '../arguments/flags.ts';
import { type CommandError, fileError, usageError } from '../arguments/usage.ts';
import { VERSION } from '../version.ts';
import type { ReadFiles } from './fleet-files.ts';

/** Exits before anything is read if the file could not be written. */
export async function checkPartialFlag(path: string, flags: Flags): Promise<void> {
  if (flags.mask)
    throw usageError(
      '--partial keeps the real names, because they distinguish machines. So --mask cannot be used.',
      `Try: gitpod-doctor fleet collect ${path} --json --mask, after the file is written.`,
    );
  const form = (['json', 'markdown', 'html'] as const).find((name) => flags[name] === true);
  if (form !== undefined)
    throw usageError(`--partial writes a file for another fleet collect, so --${form} has no effect.`, 'Leave one out.');
  const problem = await publishProblem(resolve(path));
  if (problem !== null) throw fileError(problem, 'Nothing was read; name another file with --partial.');
}

/**
 * A part without any result is written too, because each part of a map and reduce has to end with its file. Returns the fault instead of
 * throwing it, so that the caller can first name unusable files.
 */
export async function writePartial(
  path: string,
  collection: Collection,
  { files, unusable }: Pick<ReadFiles, 'files' | 'unusable'>,
  flags: Flags,
): Promise<CommandError | null> {
  const state = collection.state();
  const isEmpty = state.places.length + state.silent.length === 0;
  if (isEmpty && unusable.length > 0) return fileError('No result was found, so no partial collection was written.');
  const encoder = new TextEncoder();
  const pieces = Array.from(batches(partialLines(state, { version: VERSION, files })), (text) => encoder.encode(text));
  const written = await publishFile(resolve(path), Buffer.concat(pieces));
  if (!written.ok) return fileError(written.problem, 'Name another file with --partial.');
  const { leftOut } = state.counts;
  if (leftOut > 0) say(leftOutWords(leftOut));
  if (!flags.quiet && isEmpty) say(`Written: ${written.path}. It contains no result; fleet collect reads it like any other part.`);
  else if (!flags.quiet) say(`Written: ${written.path} (places with a result: ${state.places.length}, without: ${state.silent.length}).`);
  return null;
}

/** Text is concatenated, because a buffer per line would cost more than the line itself. */
function* batches(lines: Iterable<string>): Generator<string> {
  let batch: string[] = [];
  for (const line of lines) {
    batch.push(line);
    if (batch.length < 5000) continue;
    yield batch.join('');
    batch = [];
  }
  yield batch.join('');
}
