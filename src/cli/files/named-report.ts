/** Reads bundles and reports that the user named: written by `--bundle`, by `check --json`, or `report.json` from a bundle. */
import { type ReadBundle, readBundle } from '../../bundle/index.ts';
import { diagnose } from '../../diagnosis/index.ts';
import { buildReport } from '../../documents/report/report.ts';
import { utf8Bytes } from '../../files/decode-text.ts';
import type { Shell } from '../../model/command/index.ts';
import type { Recording } from '../../model/recording.ts';
import { Report } from '../../model/report.ts';
import { SessionEvent } from '../../model/session.ts';
import { createSecretCleaner, type RedactionLevel } from '../../redact/index.ts';
import { requestedPart } from '../../run/requested-part.ts';
import { foldEvents } from '../../session/index.ts';
import { fileError } from '../arguments/usage.ts';
import { readNamedBytes } from './named-file.ts';
import { recordingIn } from './recording-file.ts';

const LARGEST = 64 * 1024 * 1024;

/** Only reads the bytes, for callers that check them. A report that a shell wrote in UTF-16 is converted to UTF-8. */
export async function readReportBytes(path: string): Promise<Uint8Array> {
  return utf8Bytes(await readNamedBytes(path, LARGEST));
}

const clean = createSecretCleaner();

/** Checks a bundle or bare report and removes secrets, because its sender may be untrusted. Any fault gives one line and exit status 4. */
export async function readNamedBundle(path: string): Promise<ReadBundle> {
  return bundleIn(path, await readReportBytes(path));
}

async function bundleIn(path: string, bytes: Uint8Array): Promise<ReadBundle> {
  const read = await readBundle(bytes);
  if (!read.ok) throw fileError(`${path} cannot be opened: ${read.problem}.`, read.hint ?? null);
  return {
    ...read,
    events: read.events.map((event) => clean.value(SessionEvent, event)),
    report: clean.value(Report, read.report),
  };
}

export interface NamedReport {
  name: string;
  report: Report;
  keyId: string | null;
  /** Null for a bare report, which has no manifest. */
  level: RedactionLevel | null;
}

/** The report of a file, diagnosed by the current rules, and its redaction level. */
export async function readNamedReport(path: string): Promise<Omit<NamedReport, 'name'>> {
  return reportOf(await readNamedBundle(path));
}

/** Reads the file of `--baseline`: a report, or a recording, which is compared as it is. */
export async function readBaseline(path: string): Promise<Omit<NamedReport, 'name'> | Recording> {
  const bytes = await readReportBytes(path);
  return recordingIn(path, bytes) ?? reportOf(await bundleIn(path, bytes));
}

function reportOf({ events, manifest }: ReadBundle): Omit<NamedReport, 'name'> {
  return { report: rediagnose(events), keyId: manifest?.redaction.keyId ?? null, level: manifest?.redaction.level ?? null };
}

/** Diagnoses by the current rules, so that no command from the file itself is shown. `shell` replaces the shell of the measured machine. */
export function rediagnose(events: readonly SessionEvent[], shell?: Shell): Report {
  const session = requestedPart(foldEvents(events));
  return buildReport(session, diagnose(session, shell));
}
