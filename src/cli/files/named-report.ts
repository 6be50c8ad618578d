/** Bundles and reports that the person named: what `--bundle` wrote, `report.json`, or what `check --json` printed. */
import { type ReadBundle, readBundle } from '../../bundle/index.ts';
import { diagnose } from '../../diagnosis/index.ts';
import { buildReport } from '../../documents/report/report.ts';
import { utf8Bytes } from '../../files/decode-text.ts';
import type { Shell } from '../../model/command/index.ts';
import type { Report } from '../../model/report.ts';
import type { SessionEvent } from '../../model/session.ts';
import type { RedactionLevel } from '../../redact/index.ts';
import { askedPart } from '../../run/asked-part.ts';
import { fold } from '../../session/index.ts';
import { badFile } from '../arguments/usage.ts';
import { readNamedBytes } from './named-file.ts';

const LARGEST = 64 * 1024 * 1024;

/** The bytes alone, for who judges them himself; a report that a shell wrote in UTF-16 in UTF-8. */
export async function namedBytes(path: string): Promise<Uint8Array> {
  return utf8Bytes(await readNamedBytes(path, LARGEST));
}

/** A bundle or a bare report, checked; whatever is wrong with it is one line and status 4. */
export async function namedBundle(path: string): Promise<ReadBundle> {
  const read = await readBundle(await namedBytes(path));
  if (!read.ok) throw badFile(`${path} cannot be opened: ${read.problem}.`, read.hint ?? null);
  return read;
}

export interface NamedSide {
  name: string;
  report: Report;
  keyId: string | null;
  /** Null: it came without a bundle. */
  level: RedactionLevel | null;
}

/** Its report by today's rules, and how it was masked. */
export async function namedSide(path: string): Promise<Omit<NamedSide, 'name'>> {
  const { events, manifest } = await namedBundle(path);
  return { report: judgedAgain(events), keyId: manifest?.redaction.keyId ?? null, level: manifest?.redaction.level ?? null };
}

/** Diagnosed by today's rules: no command of the file itself is passed on. `shell`: where another than that of its machine is asked for. */
export function judgedAgain(events: readonly SessionEvent[], shell?: Shell): Report {
  const session = askedPart(fold(events));
  return buildReport(session, diagnose(session, shell));
}
