/** `check --record FILE`, and a recording as the `--baseline` of another network. Each fault gives one line and exit status 4. */
import { resolve } from 'node:path';
import { publishFile, publishProblem } from '../../bundle/index.ts';
import { publishedSpelling } from '../../catalog/index.ts';
import { diagnose } from '../../diagnosis/index.ts';
import { recordingOf } from '../../documents/recording/recording.ts';
import { utf8Bytes } from '../../files/decode-text.ts';
import { parsedJson } from '../../model/parsed-json.ts';
import { RECORDING_SCHEMA, Recording } from '../../model/recording.ts';
import type { Session } from '../../model/session.ts';
import { say } from '../../terminal/gate.ts';
import type { Flags } from '../arguments/flags.ts';
import { type CommandError, fileError, usageError } from '../arguments/usage.ts';
import { displayPath, readNamedBytes } from './named-file.ts';

const LARGEST = 4 * 1024 * 1024;

/** Exits before measuring if nothing could be recorded. */
export async function checkRecordFlag({ record, catalog }: Flags): Promise<void> {
  if (record === undefined) return;
  if (catalog !== undefined) throw usageError('--record needs the built-in list, but --catalog changes it.', 'Leave --catalog out.');
  const problem = await publishProblem(resolve(record));
  if (problem !== null) throw fileError(problem, 'Nothing was measured; name another file with --record.');
}

/** Writes the recording. Returns the fault instead of throwing it, so that the caller can first write the report and the bundle. */
export async function writeRecording(session: Session, flags: Flags, stopped: boolean): Promise<CommandError | null> {
  if (flags.record === undefined) return null;
  const recorded = stopped
    ? { ok: false as const, why: 'the sweep was stopped' }
    : recordingOf(session, diagnose(session), publishedSpelling(session.profile), flags['public-roots'] !== undefined);
  if (!recorded.ok) return fileError(`Not recorded: ${recorded.why}.`, 'Record on a network where check finds no cause.');
  const written = await publishFile(resolve(flags.record), new TextEncoder().encode(`${JSON.stringify(recorded.recording, null, 2)}\n`));
  if (!written.ok) return fileError(written.problem, 'Name another file with --record.');
  if (flags.quiet) return null;
  say(`Recorded: ${written.path} (${recorded.recording.rows.length} checks).`);
  for (const host of recorded.leftOut) say(`Left out, because the owner of the target is not known: a redirect to ${host}`);
  return null;
}

/** Parses a recording; null if the bytes are another document. */
export function recordingIn(path: string, bytes: Uint8Array): Recording | null {
  const text = new TextDecoder().decode(bytes);
  const version = /^\uFEFF?\s*\{\s*"schema":\s*"gitpod-doctor\/recording@(\d{1,6})"/.exec(text)?.[1];
  if (version === undefined) return null;
  if (!RECORDING_SCHEMA.endsWith(`@${version}`))
    throw fileError(`${displayPath(path)} cannot be read: another version of gitpod-doctor recorded it (format recording@${version}).`);
  const json = parsedJson(text);
  if (json === undefined) throw fileError(`${displayPath(path)} is damaged: its JSON is incomplete.`);
  const recording = Recording.safeParse(json);
  if (recording.success) return recording.data;
  throw fileError(`${displayPath(path)} is damaged (at ${recording.error.issues[0]?.path.join('.') || 'its start'}).`);
}

/** Reads a file that must contain a recording. */
export async function readRecording(path: string): Promise<Recording> {
  const recording = recordingIn(path, utf8Bytes(await readNamedBytes(path, LARGEST)));
  if (recording === null) throw fileError(`${displayPath(path)} was not written by check --record.`);
  return recording;
}
