/** Turns a session into a bundle: redacts it, writes and lists the files, packs them, and searches the archive before it leaves memory. */

import { programRoutes } from '../documents/proxies/program-routes.ts';
import { CHECKSUM_CAUTION } from '../documents/report/bundle-readme.ts';
import { Report } from '../model/report.ts';
import { SessionEvent } from '../model/session.ts';
import type { Redactor } from '../redact/index.ts';
import { foldEvents } from '../session/index.ts';
import { createArchive } from './archive.ts';
import { dropNextEntry, enforceLimits } from './caps.ts';
import { type BundleFile, bundleContents, type RedactedSession } from './contents.ts';
import { clockSkew } from './environment.ts';
import { BUNDLE_ENTRIES, BUNDLE_LIMITS, BUNDLE_SCHEMA, ESSENTIAL_ENTRIES } from './layout.ts';
import type { BundleConsent, Manifest, Omission, Program } from './manifest.ts';
import { provenanceOf } from './provenance.ts';
import { fieldsContaining, removeSuspects, suspectText } from './second-redaction.ts';
import { type ScanResult, scanArchive } from './tripwire.ts';
import { createWriter, sha256, type Writer } from './writer.ts';

export interface BundleInput {
  /** All events of the session, from `session-started` on. */
  events: readonly SessionEvent[];
  report: Report;
  redactor: Redactor;
  /** RFC 3339, UTC. */
  createdAt: string;
  /** The result of `bundleName`. It is also the name of the folder in the archive. */
  name: string;
  consent: BundleConsent;
  program: Program;
  /** The UTC offset of this machine's clock at `createdAt`; east is positive. */
  utcOffsetMinutes: number;
  /** Paths that the user omits. Essential files stay in the bundle. */
  without?: readonly string[];
}

export interface BundleEntry {
  path: string;
  bytes: number;
  /** The content exactly as it is in the bundle, for the preview. */
  text: string;
}

export type BundleResult =
  | { ok: true; name: string; bytes: Uint8Array; sha256: string; entries: BundleEntry[]; omissions: Omission[] }
  | { ok: false; problem: string };

/** Ways to remove the secrets that the last search found, in the order in which they are tried. Each is followed by another search. */
const REPAIRS = ['parts', 'parts', 'fields'] as const;

export async function buildBundle(input: BundleInput): Promise<BundleResult> {
  let redacted = redact(input);
  for (const repair of [...REPAIRS, null]) {
    const { contained, omissions } = wanted(bundleContents(redacted), input.without ?? []);
    const packed = packLight(input, redacted, contained, omissions);
    const look = await scanArchive(packed.bytes, input.redactor.leftovers);
    if (!look.ok) return UNSEEN;
    if (look.hits.length === 0) return finished(input.name, packed);
    const repaired = repair === null ? null : removeSuspects(redacted, look.suspects, repair);
    if (repaired === null) return withoutUnsafe(input, redacted, packed, look);
    redacted = repaired;
  }
  return UNSEEN;
}

/**
 * For a secret outside any field: omits the affected files. That is possible only if they can be regenerated and no other file contains the
 * secret.
 */
async function withoutUnsafe(
  input: BundleInput,
  redacted: RedactedSession,
  first: Packed,
  look: Extract<ScanResult, { ok: true }>,
): Promise<BundleResult> {
  const unsafe = placesOf(input, first, look);
  if (unsafe.some(({ what }) => ESSENTIAL_ENTRIES.has(what))) return withheld(unsafe);
  const paths = new Set(unsafe.map(({ what }) => what));
  const kept = first.contained.filter(({ path }) => !paths.has(path));
  const second = packLight(input, redacted, kept, [...first.omissions, ...unsafe]);
  const left = await scanArchive(second.bytes, input.redactor.leftovers);
  if (!left.ok) return UNSEEN;
  return left.hits.length === 0 ? finished(input.name, second) : withheld(placesOf(input, second, left));
}

/** The files in which something still looks like a secret, each with the affected fields. */
function placesOf({ name }: BundleInput, { contained }: Packed, { hits, suspects }: Extract<ScanResult, { ok: true }>): Omission[] {
  return hits
    .map(({ path }) => {
      const what = path.slice(name.length + 1);
      const content = contained.find((each) => each.path === what)?.text;
      const found = suspects.filter((suspect) => suspect.path === path).map(({ text }) => text);
      const fields = content === undefined ? [] : [...new Set(found.flatMap((text) => fieldsContaining(what, content, text)))];
      return { what, why: 'withheld-unsafe' as const, ...(fields.length === 0 ? {} : { fields }) };
    })
    .sort((a, b) => (a.what < b.what ? -1 : 1));
}

/** The files that the user did not omit, truncated to the size limits, and the omissions. */
function wanted(all: readonly BundleFile[], without: readonly string[]): { contained: BundleFile[]; omissions: Omission[] } {
  const declined = new Set(without.filter((path) => !ESSENTIAL_ENTRIES.has(path) && all.some((content) => content.path === path)));
  const { contained, omissions } = enforceLimits(all.filter(({ path }) => !declined.has(path)));
  return { contained, omissions: [...[...declined].sort().map((what): Omission => ({ what, why: 'declined' })), ...omissions] };
}

/**
 * Redacts the session and the report. The redactor first learns the names in the whole log, so that a name is masked even in a text that
 * comes before its field.
 */
function redact({ events, report, redactor }: BundleInput): RedactedSession {
  for (const event of events) redactor.learn(SessionEvent, event);
  redactor.learn(Report, report);
  const masked = events.map((event) => redactor.value(SessionEvent, event));
  return {
    events: masked,
    session: foldEvents(masked),
    report: redactor.value(Report, report),
    ways: programRoutes(foldEvents(events), redactor.text),
    account: redactor.account(),
  };
}

interface Packed {
  writer: Writer;
  bytes: Uint8Array;
  contained: readonly BundleFile[];
  omissions: readonly Omission[];
}

/** Packs the bundle, and drops optional files until it is within the size limit of a ticket. */
function packLight(
  input: BundleInput,
  redacted: RedactedSession,
  contained: readonly BundleFile[],
  omissions: readonly Omission[],
): Packed {
  const packed = pack(input, redacted, contained, omissions);
  if (packed.bytes.length <= BUNDLE_LIMITS.archiveBytes) return packed;
  const lighter = dropNextEntry({ contained: [...contained], omissions: [...omissions] });
  return lighter === null ? packed : packLight(input, redacted, lighter.contained, lighter.omissions);
}

function pack(input: BundleInput, redacted: RedactedSession, contained: readonly BundleFile[], omissions: readonly Omission[]): Packed {
  const writer = createWriter();
  for (const { path, text, ...how } of contained) writer.add(path, text, how);
  const sums = writer.files().map((file) => `${file.sha256}  ${file.path}\n`);
  writer.add(BUNDLE_ENTRIES.checksums, sums.join(''), { mediaType: 'text/plain', sanitisation: 'fixed' });
  const manifest = manifestOf(input, redacted, contained, writer, omissions);
  writer.add(BUNDLE_ENTRIES.manifest, `${JSON.stringify(manifest, null, 2)}\n`, { mediaType: 'application/json', sanitisation: 'typed' });
  return { writer, bytes: createArchive(input.name, writer.entries()), contained, omissions };
}

function manifestOf(
  { name, createdAt, consent, program, utcOffsetMinutes }: BundleInput,
  { session, account }: RedactedSession,
  contained: readonly BundleFile[],
  writer: Writer,
  omissions: readonly Omission[],
): Manifest {
  const { tool, catalog, startedAt, durationMs } = session;
  const { level, rulesVersion, keyId } = account;
  return {
    schema: BUNDLE_SCHEMA,
    ...{ name, createdAt },
    // The commit is unknown if another version began the resumed session.
    tool: { ...tool, commit: tool.version === program.version ? program.commit : null },
    ruleset: { id: RULESET, version: program.version, sha256: program.rulesSha256 },
    ...{ catalog, startedAt, durationMs },
    clockSkewMs: clockSkew(session.observations).medianMs,
    utcOffsetMinutes,
    schemas: contained.flatMap(({ path, schema }) => (schema === undefined ? [] : [{ path, schema }])),
    redaction: { level, rulesVersion, keyId, unredacted: false },
    consent: { ...consent, removed: omissions.filter(({ why }) => why === 'declined').map(({ what }) => what) },
    files: writer.files().map((file) => ({ ...file, truncated: file.truncated ?? null, ...provenanceOf(file.path) })),
    omissions: [...omissions],
    tampering: CHECKSUM_CAUTION,
  };
}

const RULESET = 'gitpod-doctor/rules';

function finished(name: string, { writer, bytes, omissions }: Packed): BundleResult {
  if (bytes.length > BUNDLE_LIMITS.archiveBytes) {
    return {
      ok: false,
      problem: `The bundle would be ${Math.ceil(bytes.length / 1024 / 1024)} MiB; a ticket accepts 10 MiB. Nothing was written.`,
    };
  }
  // The recipient must be able to open this bundle, so the reader tries it.
  if (writer.entries().reduce((sum, entry) => sum + entry.bytes.length, 0) > BUNDLE_LIMITS.unpackedBytes) {
    return { ok: false, problem: 'The unpacked bundle would be larger than 64 MiB, which is too large to open. Nothing was written.' };
  }
  const entries = writer.entries().map((entry) => ({
    path: entry.path,
    bytes: entry.bytes.length,
    text: new TextDecoder().decode(entry.bytes),
  }));
  return { ok: true, name, bytes, sha256: sha256(bytes), entries, omissions: [...omissions] };
}

/** A bundle that could not be searched may contain secrets. */
const UNSEEN: BundleResult = { ok: false, problem: 'The bundle was withheld: the search for secrets in it did not finish.' };

function withheld(unsafe: readonly Omission[]): BundleResult {
  const places = unsafe.map(({ what, fields = [] }) => suspectText(what, fields)).join('; ');
  return {
    ok: false,
    problem: `The bundle was withheld: after redaction, it still contained something that looks like a secret: ${places}.`,
  };
}
