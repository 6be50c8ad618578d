/** A message that a program prints when a connection fails, as data: a pattern, its source, and the failure. */
import type { FailureKind } from '../../model/failure.ts';
import type { FindingName } from '../../model/finding-codes.ts';
import type { Symptom } from '../../model/profile.ts';

/** The meaning of a message: a failure at the target or the proxy, or a refusal by AWS or ssh. */
export type Meaning =
  | {
      kind: FailureKind;
      peer?: 'proxy';
      /** Replaces the findings of the kind, if the message proves more or less than the kind. */
      findings?: readonly FindingName[];
      /** Replaces the explanation of the kind, if the message proves less. */
      means?: string;
      /** A failure whose stage the message leaves open. */
      vague?: true;
    }
  | { layer: 'aws' | 'ssh' | 'disk'; means: string; findings: readonly FindingName[] };

/**
 * Decides between entries. `own`: words of one program. `shared`: words of an operating system or library that many programs repeat. An
 * entry marked `own` wins over others of the same layer. `outcome`: a line above the real message. `guess`: words that only hint at a
 * layer, used if nothing else matches.
 */
export type EntryRank = 'own' | 'shared' | 'outcome' | 'guess';

export interface ErrorEntry {
  /** `program.what`. Session logs store it, so it is never renamed. */
  id: string;
  program: string;
  /** The program and version that printed it when it was recorded; `documented` if it comes from source code or an issue tracker. */
  seen: string;
  /** Matched against text with single spaces. The group `host` is the host. Repetitions are bounded, so that matching takes linear time. */
  pattern: RegExp;
  says: Meaning;
  rank: EntryRank;
  /** The symptom for users of this program, if the host does not decide the symptom. */
  symptom?: Symptom;
}

interface Row {
  what: string;
  pattern: RegExp;
  says: FailureKind | Meaning;
  seen?: string;
  symptom?: Symptom;
  rank?: EntryRank;
}

export function entriesOf(
  id: string,
  { program, seen, symptom, rank = 'own' }: Pick<ErrorEntry, 'program' | 'seen' | 'symptom'> & { rank?: EntryRank },
  rows: readonly Row[],
): ErrorEntry[] {
  return rows.map((row) => ({
    id: `${id}.${row.what}`,
    program,
    seen: row.seen ?? seen,
    pattern: row.pattern,
    says: typeof row.says === 'string' ? { kind: row.says } : row.says,
    rank: row.rank ?? rank,
    ...((row.symptom ?? symptom) === undefined ? {} : { symptom: row.symptom ?? symptom }),
  }));
}

/** A failure to reach the proxy, or one that the proxy itself reports. */
export function atProxy(kind: FailureKind, findings?: readonly FindingName[]): Meaning {
  return { kind, peer: 'proxy', ...(findings === undefined ? {} : { findings }) };
}

/** A timeout whose stage is not in the message. */
export const TIMEOUT: Meaning & { findings: readonly FindingName[] } = {
  kind: 'tcp.timeout',
  findings: ['port-dropped', 'no-direct-egress', 'proxy-not-configured', 'tls-stalls', 'proxy-unreachable'],
  means: 'no answer came in time; the message does not say whether the connection, TLS or the request got no answer',
  vague: true,
};

/** A failed lookup, for a message that programs print both for a missing name and for a silent resolver. */
export const LOOKUP_FAILED: Meaning = {
  kind: 'dns.unavailable',
  findings: ['name-not-found', 'resolver-refuses', 'resolver-silent', 'no-network'],
  means: 'the name was not resolved; the message does not say whether the name does not exist or no resolver answered',
  vague: true,
};

/** A failed connection, for a message that programs print both for a refusal and for a routing error. */
export const NO_CONNECTION: Meaning & { kind: FailureKind } = {
  kind: 'tcp.refused',
  findings: ['port-refused', 'no-direct-egress', 'proxy-unreachable', 'path-rejected', 'name-sinkholed'],
  means: 'the connection was refused, or something on the route rejects it',
  vague: true,
};

/** Whether the meaning is a failure whose stage is unknown. */
export function isVague(says: ErrorEntry['says']): boolean {
  return 'kind' in says && says.vague === true;
}
