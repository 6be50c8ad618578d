/**
 * One message that a program prints when a connection fails, and what it says about the fault. Entries are data: a
 * pattern, where it was seen, and the failure in our own vocabulary.
 */
import type { FailureKind } from '../../model/failure.ts';
import type { FindingName } from '../../model/finding-codes.ts';
import type { Symptom } from '../../model/profile.ts';

/** What the message says: a kind of failure at the target or at the proxy, or a refusal of AWS or of ssh. */
export type Says =
  | {
      kind: FailureKind;
      peer?: 'proxy';
      /** In the place of those that the kind stands for, where the message says more or less than the kind. */
      findings?: readonly FindingName[];
      /** In the place of what the kind proves, where the message proves less. */
      means?: string;
      /** It failed, and the message leaves open at which stage. */
      vague?: true;
    }
  | { layer: 'aws' | 'ssh' | 'disk'; means: string; findings: readonly FindingName[] };

/**
 * Which of two entries counts. `own`: words of one program. `shared`: words of an operating system or a library, which many
 * programs repeat; an own entry of the same layer says the same better. `outcome`: what a program says above the real message.
 * `guess`: words that only hint at a layer, where nothing else was recognised.
 */
export type Rank = 'own' | 'shared' | 'outcome' | 'guess';

export interface ErrorEntry {
  /** `program.what`: names the entry in the log of a walk, so one is never renamed. */
  id: string;
  program: string;
  /** Program and version that was seen to print it; `documented` where only its source or its tracker was read. */
  seen: string;
  /**
   * Matched against text whose blanks and line ends are single blanks. The group `host` is the host that the message
   * speaks of. Every repetition is bounded, so that a match takes linear time.
   */
  pattern: RegExp;
  says: Says;
  rank: Rank;
  /** What goes wrong for people who see this program's messages, where the host does not tell. */
  symptom?: Symptom;
}

interface Row {
  what: string;
  pattern: RegExp;
  says: FailureKind | Says;
  seen?: string;
  symptom?: Symptom;
  rank?: Rank;
}

/** The entries of one program. */
export function entriesOf(
  id: string,
  { program, seen, symptom, rank = 'own' }: Pick<ErrorEntry, 'program' | 'seen' | 'symptom'> & { rank?: Rank },
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

/** A failure between here and the proxy, or one that the proxy itself answers with. */
export function atProxy(kind: FailureKind, findings?: readonly FindingName[]): Says {
  return { kind, peer: 'proxy', ...(findings === undefined ? {} : { findings }) };
}

/** A wait that ended without an answer: the message does not say at which stage. */
export const WAITED: Says & { findings: readonly FindingName[] } = {
  kind: 'tcp.timeout',
  findings: ['port-dropped', 'no-direct-egress', 'proxy-not-configured', 'tls-stalls', 'proxy-unreachable'],
  means: 'nothing came back in time; the message does not say whether while connecting, in TLS or after it',
  vague: true,
};

/** A look-up that failed: the message is the same for a name that does not exist and for a resolver that does not answer. */
export const UNRESOLVED: Says = {
  kind: 'dns.unavailable',
  findings: ['name-not-found', 'resolver-refuses', 'resolver-silent', 'no-network'],
  means: 'the name was not resolved; the message does not say whether it does not exist or no resolver answered',
  vague: true,
};

/** A connection that was not made: the message is the same for a refusal and for an error on the way. */
export const UNCONNECTED: Says = {
  kind: 'tcp.refused',
  findings: ['port-refused', 'no-direct-egress', 'proxy-unreachable', 'path-rejected', 'name-sinkholed'],
  means: 'the connection was refused, or something on the route rejects it',
  vague: true,
};
