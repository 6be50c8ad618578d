/** A session as a bundle: redact, write, list, pack, and look once more before anything leaves the memory. */
import { Report } from '../model/report.ts';
import { SessionEvent } from '../model/session.ts';
import { proxyWays } from '../present/proxies/proxy-ways.ts';
import type { Redactor } from '../redact/index.ts';
import { fold } from '../session/index.ts';
import { archive } from './archive.ts';
import { capped, withoutNext } from './caps.ts';
import { type Content, contents, type Redacted } from './contents.ts';
import { clockSkew } from './environment.ts';
import { BUNDLE_SCHEMA, ENTRIES, ESSENTIAL, LIMITS } from './layout.ts';
import { type BundleConsent, type Manifest, type Omission, type Program, TAMPERING } from './manifest.ts';
import { provenanceOf } from './provenance.ts';
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
  /** What writes it. */
  program: Program;
  /** Of this machine's clock at `createdAt`, east of UTC. */
  utcOffsetMinutes: number;
  /** Paths that the person leaves out. What a bundle cannot be without stays. */
  without?: readonly string[];
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

export async function buildBundle(input: BundleInput): Promise<BundleResult> {
  const redacted = redact(input);
  const { contained, omissions } = wanted(contents(redacted), input.without ?? []);
  const first = packLight(input, redacted, contained, omissions);
  const look = await tripwire(first.bytes, input.redactor.leftovers);
  if (!look.ok) return UNSEEN;
  const { hits } = look;
  if (hits.length === 0) return finished(input.name, first);

  // Something came through. What can be made again from the rest is left out; if the rest is not clean, nothing is written.
  const unsafe = new Set(hits.map((hit) => hit.path.slice(input.name.length + 1)));
  if ([...unsafe].some((path) => ESSENTIAL.has(path))) return withheld(hits);
  const second = packLight(
    input,
    redacted,
    first.contained.filter(({ path }) => !unsafe.has(path)),
    [...first.omissions, ...[...unsafe].sort().map((what): Omission => ({ what, why: 'withheld-unsafe' }))],
  );
  const left = await tripwire(second.bytes, input.redactor.leftovers);
  if (!left.ok) return UNSEEN;
  return left.hits.length === 0 ? finished(input.name, second) : withheld(left.hits);
}

/** What the person lets go out, as far as it is not too long. */
function wanted(all: readonly Content[], without: readonly string[]): { contained: Content[]; omissions: Omission[] } {
  const declined = new Set(without.filter((path) => !ESSENTIAL.has(path) && all.some((content) => content.path === path)));
  const { contained, omissions } = capped(all.filter(({ path }) => !declined.has(path)));
  return { contained, omissions: [...[...declined].sort().map((what): Omission => ({ what, why: 'declined' })), ...omissions] };
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
  contained: readonly Content[];
  omissions: readonly Omission[];
}

/** Packed so that it fits a ticket, as long as something is left that can be spared. */
function packLight(input: BundleInput, redacted: Redacted, contained: readonly Content[], omissions: readonly Omission[]): Packed {
  const packed = pack(input, redacted, contained, omissions);
  if (packed.bytes.length <= LIMITS.archiveBytes) return packed;
  const lighter = withoutNext({ contained: [...contained], omissions: [...omissions] });
  return lighter === null ? packed : packLight(input, redacted, lighter.contained, lighter.omissions);
}

function pack(input: BundleInput, redacted: Redacted, contained: readonly Content[], omissions: readonly Omission[]): Packed {
  const writer = createWriter();
  for (const { path, text, ...how } of contained) writer.add(path, text, how);
  const sums = writer.files().map((file) => `${file.sha256}  ${file.path}\n`);
  writer.add(ENTRIES.checksums, sums.join(''), { mediaType: 'text/plain', sanitisation: 'fixed' });
  const manifest = manifestOf(input, redacted, contained, writer, omissions);
  writer.add(ENTRIES.manifest, `${JSON.stringify(manifest, null, 2)}\n`, { mediaType: 'application/json', sanitisation: 'typed' });
  return { writer, bytes: archive(input.name, writer.entries()), contained, omissions };
}

function manifestOf(
  { name, createdAt, consent, program, utcOffsetMinutes }: BundleInput,
  { session, account }: Redacted,
  contained: readonly Content[],
  writer: Writer,
  omissions: readonly Omission[],
): Manifest {
  const { tool, catalog, startedAt, durationMs } = session;
  const { level, rulesVersion, keyId } = account;
  return {
    schema: BUNDLE_SCHEMA,
    ...{ name, createdAt },
    // A session that was taken up again may have been begun by another version, whose commit is not known here.
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
    tampering: TAMPERING,
  };
}

const RULESET = 'gitpod-doctor/rules';

function finished(name: string, { writer, bytes, omissions }: Packed): BundleResult {
  if (bytes.length > LIMITS.archiveBytes) {
    return {
      ok: false,
      problem: `The bundle would be ${Math.ceil(bytes.length / 1024 / 1024)} MiB; a ticket takes 10 MiB. Nothing was written.`,
    };
  }
  // Whoever gets it must be able to open it.
  if (writer.entries().reduce((sum, entry) => sum + entry.bytes.length, 0) > LIMITS.unpackedBytes) {
    return { ok: false, problem: 'The bundle would unpack to more than 64 MiB, which no reader takes. Nothing was written.' };
  }
  const entries = writer.entries().map((entry) => ({
    path: entry.path,
    bytes: entry.bytes.length,
    text: new TextDecoder().decode(entry.bytes),
  }));
  return { ok: true, name, bytes, sha256: sha256(bytes), entries, omissions: [...omissions] };
}

/** A bundle that could not be looked through is not known to be clean. */
const UNSEEN: BundleResult = { ok: false, problem: 'The bundle was withheld: the search for secrets in it did not come to an end.' };

function withheld(hits: readonly Hit[]): BundleResult {
  const count = hits.flatMap((hit) => Object.values(hit.counts)).reduce((sum, each) => sum + each, 0);
  return {
    ok: false,
    problem: `The bundle was withheld: ${count} item${count === 1 ? '' : 's'} in it looked like a secret after redaction.`,
  };
}
