/** `verify`: do the sums hold, is the form known, does a secret stand in it? */
import { secretCounter } from '../redact/index.ts';
import { checkEntries } from './integrity.ts';
import { readBundle } from './read.ts';
import { directoryOf, type Hit, scan } from './tripwire.ts';
import { type ReadProblem, unpack } from './unpack.ts';
import type { Entry } from './writer.ts';

export interface Verification {
  checksums: 'hold' | 'broken' | 'none';
  /** `none`: it is no bundle and no report. */
  schema: 'known' | 'newer' | 'broken' | 'none';
  tripwire: { state: 'quiet' | 'tripped' | 'not-run'; hits: Hit[] };
  /** 0: all hold. 4: damaged, newer or no bundle. 1: the tripwire found something. */
  exitCode: 0 | 1 | 4;
  /** One line for a person; null if all hold. */
  problem: string | null;
  /** The way out, where there is one. */
  hint?: string;
}

/** `secrets`: words that must not stand in it, if the person knows some; patterns are looked for in any case. */
export async function verifyBundle(bytes: Uint8Array, secrets: readonly string[] = []): Promise<Verification> {
  const read = await readBundle(bytes);
  const entries = await looseEntries(bytes);
  const checksums = entries === null ? 'none' : checkEntries(entries).ok ? 'hold' : 'broken';
  if (!read.ok) return unusable(read, checksums);

  const inside = entries === null ? [{ path: 'report.json', bytes }] : [...entries, ...directoryOf(bytes)];
  const look = await scan(inside, secretCounter(secrets));
  if (!look.ok) return unsearched(checksums);
  const { hits } = look;
  const tripped = hits.length > 0;
  return {
    checksums,
    schema: 'known',
    tripwire: { state: tripped ? 'tripped' : 'quiet', hits },
    exitCode: tripped ? 1 : 0,
    problem: tripped ? `Something that looks like a secret stands in ${hits.map((hit) => hit.path).join(', ')}.` : null,
  };
}

function unusable({ code, problem, hint }: ReadProblem, checksums: Verification['checksums']): Verification {
  if (code === 'encrypted') {
    // The sum of the cipher text holds; what it covers is for the owner of the key to check.
    return {
      checksums: 'hold',
      schema: 'known',
      tripwire: { state: 'not-run', hits: [] },
      exitCode: 4,
      problem,
      ...(hint === undefined ? {} : { hint }),
    };
  }
  return {
    checksums: code === 'newer' ? checksums : code === 'not-a-bundle' ? 'none' : 'broken',
    schema: code === 'newer' ? 'newer' : code === 'not-a-bundle' ? 'none' : 'broken',
    tripwire: { state: 'not-run', hits: [] },
    exitCode: 4,
    problem,
  };
}

/** Not known to be clean is not clean. */
function unsearched(checksums: Verification['checksums']): Verification {
  return {
    checksums,
    schema: 'known',
    tripwire: { state: 'not-run', hits: [] },
    exitCode: 1,
    problem: 'The search for secrets in it did not come to an end.',
  };
}

/** Null for a bare report, which has no sums of its own. */
async function looseEntries(bytes: Uint8Array): Promise<Entry[] | null> {
  const unpacked = await unpack(bytes);
  return unpacked.ok ? unpacked.entries : null;
}
