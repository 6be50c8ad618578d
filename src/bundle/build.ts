/** A session as a bundle: redact, write, list, pack, and look once more before anything leaves the memory. */
import { Report } from '../model/report.ts';
import { SessionEvent } from '../model/session.ts';
import { proxyWays } from '../present/proxy-ways.ts';
import type { Redactor } from '../redact/index.ts';
import { fold } from '../session/index.ts';
import { archive } from './archive.ts';
import { type Content, contents, type Redacted } from './contents.ts';
import { BUNDLE_SCHEMA, ENTRIES, ESSENTIAL, LIMITS } from './layout.ts';
import type { BundleConsent, Manifest, Omission } from './manifest.ts';
import { type Hit, tripwire } from './tripwire.ts';
import { createWriter, sha256, type Writer } from './writer.ts';

export interface BundleInput {
  /** The log, from its `session-started`. */
  events: readonly SessionEvent[];
  /** What was told about it, with real values. */
  report: Report;
  redactor: Redactor;
  /** RFC 3339, UTC. */
  createdAt: string;
  /** From `bundleName`; the folder inside the archive. */
  name: string;
  consent: BundleConsent;
}

export interface BundleEntry {
  path: string;
  bytes: number;
  /** The content as it ships, for a preview. */
  text: string;
}

export type BundleResult =
  | { ok: true; name: string; bytes: Uint8Array; sha256: string; entries: BundleEntry[]; omissions: Omission[] }
  | { ok: false; problem: string };

export function buildBundle(input: BundleInput): BundleResult {
  const redacted = redact(input);
  const all = contents(redacted);
  const first = pack(input, redacted, all, []);
  const hits = tripwire(first.bytes, input.redactor.leftovers);
  if (hits.length === 0) return finished(input.name, first);

  // Something came through. What can be made again from the rest is left out; if the rest is not clean, nothing is written.
  const unsafe = new Set(hits.map((hit) => hit.path.slice(input.name.length + 1)));
  if ([...unsafe].some((path) => ESSENTIAL.has(path))) return withheld(hits);
  const omissions = [...unsafe].sort().map((what): Omission => ({ what, why: 'withheld-unsafe' }));
  const second = pack(
    input,
    redacted,
    all.filter(({ path }) => !unsafe.has(path)),
    omissions,
  );
  const left = tripwire(second.bytes, input.redactor.leftovers);
  return left.length === 0 ? finished(input.name, second) : withheld(left);
}

/** The whole log is learnt first, so that a name is masked in a text that stands before the field that shows it. */
function redact({ events, report, redactor }: BundleInput): Redacted {
  for (const event of events) redactor.learn(SessionEvent, event);
  redactor.learn(Report, report);
  const masked = events.map((event) => redactor.value(SessionEvent, event));
  return {
    events: masked,
    session: fold(masked),
    report: redactor.value(Report, report),
    ways: proxyWays(fold(events), redactor.text),
    account: redactor.account(),
  };
}

interface Packed {
  writer: Writer;
  bytes: Uint8Array;
  omissions: Omission[];
}

function pack(input: BundleInput, redacted: Redacted, contained: readonly Content[], omissions: Omission[]): Packed {
  const writer = createWriter();
  for (const { path, text, ...how } of contained) writer.add(path, text, how);
  const sums = writer.files().map((file) => `${file.sha256}  ${file.path}\n`);
  writer.add(ENTRIES.checksums, sums.join(''), { mediaType: 'text/plain', sanitisation: 'fixed' });
  const manifest = manifestOf(input, redacted, contained, writer, omissions);
  writer.add(ENTRIES.manifest, `${JSON.stringify(manifest, null, 2)}\n`, { mediaType: 'application/json', sanitisation: 'typed' });
  return { writer, bytes: archive(input.name, writer.entries()), omissions };
}

function manifestOf(
  { name, createdAt, consent }: BundleInput,
  { session, account }: Redacted,
  contained: readonly Content[],
  writer: Writer,
  omissions: Omission[],
): Manifest {
  const { tool, catalog, startedAt, durationMs } = session;
  const { level, rulesVersion, keyId } = account;
  return {
    schema: BUNDLE_SCHEMA,
    ...{ name, createdAt, tool, catalog, startedAt, durationMs },
    schemas: contained.flatMap(({ path, schema }) => (schema === undefined ? [] : [{ path, schema }])),
    redaction: { level, rulesVersion, keyId },
    consent,
    files: writer.files(),
    omissions,
  };
}

function finished(name: string, { writer, bytes, omissions }: Packed): BundleResult {
  if (bytes.length > LIMITS.archiveBytes) {
    return {
      ok: false,
      problem: `The bundle would be ${Math.ceil(bytes.length / 1024 / 1024)} MiB; a ticket takes 10 MiB. Nothing was written.`,
    };
  }
  const entries = writer.entries().map((entry) => ({
    path: entry.path,
    bytes: entry.bytes.length,
    text: new TextDecoder().decode(entry.bytes),
  }));
  return { ok: true, name, bytes, sha256: sha256(bytes), entries, omissions };
}

function withheld(hits: readonly Hit[]): BundleResult {
  const count = hits.flatMap((hit) => Object.values(hit.counts)).reduce((sum, each) => sum + each, 0);
  return {
    ok: false,
    problem: `The bundle was withheld: ${count} item${count === 1 ? '' : 's'} in it looked like a secret after redaction.`,
  };
}
