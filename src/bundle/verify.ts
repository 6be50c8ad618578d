/**
 * `verify` makes three separate checks: whether the checksums match, whether the schema is known, and whether the file contains a secret. A
 * failed check does not affect the others, and parts that were not checked are reported as not checked.
 */
import { createSecretCounter } from '../redact/index.ts';
import type { Envelope } from './encrypt/envelope.ts';
import { checkPayload, envelopeIn, keyRequiredProblem } from './encrypt/recognise.ts';
import { manifestIn, verifyChecksums } from './integrity.ts';
import { BUNDLE_ENTRIES, ESSENTIAL_ENTRIES } from './layout.ts';
import { readContent, readReport, startsLikeJson } from './read.ts';
import { directoryOf, type LeftoverHit, scanEntries } from './tripwire.ts';
import { type ReadProblem, unpackBundle } from './unpack.ts';
import type { Entry } from './writer.ts';

export interface Verification {
  /** `none`: the file has no checksums, like a bare report. `not-run`: an earlier problem prevented the check. */
  checksums: 'hold' | 'broken' | 'none' | 'not-run';
  /** `none`: the file is neither a bundle nor a report. `not-run`: the part that names the schema is missing or cannot be read. */
  schema: 'known' | 'newer' | 'broken' | 'none' | 'not-run';
  tripwire: { state: 'quiet' | 'tripped' | 'not-run'; hits: LeftoverHit[] };
  /** 0: every check passed. 4: the file is damaged, from a newer version or not a bundle. 1: it may contain a secret. */
  exitCode: 0 | 1 | 4;
  /** One line for users; null if every check passed. */
  problem: string | null;
  /** The bundle is encrypted, so `checksums` and `schema` are those of the envelope; only the owner of the key can read the content. */
  encrypted?: true;
  /** The parts of a valid file that were not checked. */
  note?: string;
  /** The next step for the user, if there is one. */
  hint?: string;
}

const NOT_RUN: Verification['tripwire'] = { state: 'not-run', hits: [] };

/** `secrets` are words of the user that must not occur. Secrets with a recognisable form are always searched for. */
export async function verifyBundle(bytes: Uint8Array, secrets: readonly string[] = []): Promise<Verification> {
  if (startsLikeJson(bytes)) {
    const report = readReport(bytes);
    const inside = { entries: [{ path: BUNDLE_ENTRIES.report, bytes }], secrets };
    return looked({ checksums: 'none', schema: schemaOf(report), problems: report.ok ? [] : [report] }, inside);
  }
  const unpacked = await unpackBundle(bytes);
  if (!unpacked.ok) return refused(unpacked, 'not-run');
  const { entries } = unpacked;
  const around = envelopeIn(entries);
  if (around !== null) return around.ok ? sealed(entries, around.envelope) : refused(around, schemaOf(around));
  const listed = manifestIn(entries);
  if (!listed.ok) return refused(listed, schemaOf(listed));

  const sums = verifyChecksums(entries, listed.manifest);
  const isThere = (path: string) => entries.some((entry) => entry.path === path);
  // The schema is not checked if an essential file is missing; the check of the checksums reports that file.
  const content = sums !== null && ![...ESSENTIAL_ENTRIES].every(isThere) ? null : readContent(entries);
  const problems = [...(sums === null ? [] : [sums]), ...(content === null || content.ok ? [] : [content])];
  const schema = content === null ? 'not-run' : schemaOf(content);
  // A file with a manifest is a bundle, whatever its report contains.
  const found: Found = { checksums: sums === null ? 'hold' : 'broken', schema: schema === 'none' ? 'broken' : schema, problems };
  return looked(found, { entries: [...entries, ...directoryOf(bytes)], secrets });
}

interface Found extends Pick<Verification, 'checksums' | 'schema'> {
  problems: readonly ReadProblem[];
}

/** Searches content with a known schema for secrets, even if its checksums do not match. */
async function looked(
  { checksums, schema, problems }: Found,
  { entries, secrets }: { entries: readonly Entry[]; secrets: readonly string[] },
): Promise<Verification> {
  const look = schema === 'known' ? await scanEntries(entries, createSecretCounter(secrets)) : null;
  const hits = look?.ok ? look.hits : [];
  const complaints = [
    ...problems.map(({ problem }) => problem),
    ...(hits.length > 0 ? [`something that looks like a secret is in ${hits.map(({ path }) => path).join(', ')}`] : []),
    // An incomplete search does not prove that the file contains no secret.
    ...(look?.ok === false ? ['the search for secrets in it did not finish'] : []),
  ];
  return {
    ...{ checksums, schema },
    tripwire: look?.ok ? { state: hits.length > 0 ? 'tripped' : 'quiet', hits } : NOT_RUN,
    exitCode: problems.length > 0 ? 4 : complaints.length > 0 ? 1 : 0,
    problem: complaints.length === 0 ? null : complaints.join('; '),
  };
}

/** The result for a file that could not be unpacked, or whose manifest cannot be read. */
function refused({ code, problem }: ReadProblem, schema: Verification['schema']): Verification {
  const none = code === 'not-a-bundle';
  return { checksums: none ? 'none' : 'not-run', schema: none ? 'none' : schema, tripwire: NOT_RUN, exitCode: 4, problem };
}

/** The result for an encrypted bundle: the checksum of the ciphertext is checked; only the owner of the key can check the content. */
function sealed(entries: readonly Entry[], envelope: Envelope): Verification {
  const damage = checkPayload(entries, envelope);
  const around = { schema: 'known', tripwire: NOT_RUN, encrypted: true } as const;
  if (damage !== null) return { ...around, checksums: 'broken', exitCode: 4, problem: damage.problem };
  const { problem, hint } = keyRequiredProblem(envelope);
  return {
    ...{ ...around, checksums: 'hold', exitCode: 0, problem: null },
    note: `${problem}: the encrypted part is unchanged, and was not opened`,
    ...(hint === undefined ? {} : { hint }),
  };
}

function schemaOf(read: { ok: true } | ReadProblem): Verification['schema'] {
  if (read.ok) return 'known';
  return read.code === 'newer' ? 'newer' : read.code === 'not-a-bundle' ? 'none' : read.code === 'too-large' ? 'not-run' : 'broken';
}
