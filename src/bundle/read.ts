/** Reads a bundle, or a bare report (without a bundle). The file is untrusted until all of it has been checked. */
import { parsedJson } from '../model/parsed-json.ts';
import { REPORT_SCHEMA, Report } from '../model/report.ts';
import type { SessionEvent } from '../model/session.ts';
import { decodeLog } from '../session/index.ts';
import { encryptedBundleProblem } from './encrypt/recognise.ts';
import { checkEntries, newerSchema } from './integrity.ts';
import { BUNDLE_ENTRIES, BUNDLE_LIMITS } from './layout.ts';
import type { Manifest } from './manifest.ts';
import { eventsOfReport } from './report-events.ts';
import { damagedBundle, type ReadProblem, unpackBundle } from './unpack.ts';
import type { Entry } from './writer.ts';

export interface ReadBundle {
  ok: true;
  /** The log. For a bare report, the events that can be derived from the report. */
  events: SessionEvent[];
  report: Report;
  /** The manifest; null for a bare report. */
  manifest: Manifest | null;
  /** The folder in the archive; `report` for a bare report. */
  name: string;
}

/** The maximum number of observations to read: a run makes a few hundred, an afternoon of watching some thousands. */
const MAX_OBSERVATIONS = 20_000;
/** Each observation has one event for its start and one for its result. */
const MAX_EVENTS = 2 * MAX_OBSERVATIONS + 10_000;
const TOO_MANY: ReadProblem = { ok: false, code: 'too-large', problem: `it contains more than ${MAX_OBSERVATIONS} observations` };

export async function readBundle(bytes: Uint8Array): Promise<ReadBundle | ReadProblem> {
  if (startsLikeJson(bytes)) return readReport(bytes);
  const unpacked = await unpackBundle(bytes);
  if (!unpacked.ok) return unpacked;
  const encrypted = encryptedBundleProblem(unpacked.entries);
  if (encrypted !== null) return encrypted;
  const checked = checkEntries(unpacked.entries);
  if (!checked.ok) return checked;

  const content = readContent(unpacked.entries);
  return content.ok ? { ...content, manifest: checked.manifest, name: unpacked.folder } : content;
}

/** Parses the content of a bundle. Callers must also check the checksums. */
export function readContent(entries: readonly Entry[]): Pick<ReadBundle, 'ok' | 'events' | 'report'> | ReadProblem {
  const text = (path: string) => new TextDecoder().decode(entries.find((entry) => entry.path === path)?.bytes);
  const report = parseReport(text(BUNDLE_ENTRIES.report));
  if (!report.ok) return report;
  const events = parseEvents(text(BUNDLE_ENTRIES.events));
  return events.ok ? { ok: true, events: events.events, report: report.report } : events;
}

export function readReport(bytes: Uint8Array): ReadBundle | ReadProblem {
  if (bytes.length > BUNDLE_LIMITS.unpackedBytes) return { ok: false, code: 'too-large', problem: 'the file is larger than 64 MiB' };
  const parsed = parseReport(new TextDecoder().decode(bytes));
  if (!parsed.ok) return parsed;
  return { ok: true, events: eventsOfReport(parsed.report), report: parsed.report, manifest: null, name: 'report' };
}

function parseReport(text: string): { ok: true; report: Report } | ReadProblem {
  const json = parsedJson(text);
  if (json === undefined) return damagedBundle('the report is not JSON');
  const newer = newerSchema(json, REPORT_SCHEMA.replace(/@\d+$/, ''), 1);
  if (newer !== null) return newer;
  if (observationsOf(json) > MAX_OBSERVATIONS) return TOO_MANY;
  if (!isReport(json)) return { ok: false, code: 'not-a-bundle', problem: 'this JSON is not a report of gitpod-doctor' };
  const report = Report.safeParse(json);
  if (!report.success)
    return damagedBundle(`the report does not have the expected form (at ${report.error.issues[0]?.path.join('.') || 'its start'})`);
  return { ok: true, report: report.data };
}

function isReport(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'schema' in json && json.schema === REPORT_SCHEMA;
}

function parseEvents(text: string): { ok: true; events: SessionEvent[] } | ReadProblem {
  if (moreLines(text, MAX_EVENTS)) return TOO_MANY;
  const decoded = decodeLog(text);
  if ('newer' in decoded)
    return { ok: false, code: 'newer', problem: `its log has the form ${decoded.newer}; this version reads up to @1` };
  const [problem] = decoded.problems;
  return problem === undefined ? { ok: true, events: decoded.events } : damagedBundle(`the log is damaged (${problem})`);
}

/** Counts the observations first, because checking every field takes a hundred times as long. */
function observationsOf(json: unknown): number {
  const found = typeof json === 'object' && json !== null && 'observations' in json ? json.observations : null;
  return Array.isArray(found) ? found.length : 0;
}

function moreLines(text: string, most: number): boolean {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) if (++lines > most) return true;
  return false;
}

export function startsLikeJson(bytes: Uint8Array): boolean {
  return /^\uFEFF?\s*\{/.test(new TextDecoder().decode(bytes.subarray(0, 64)));
}
