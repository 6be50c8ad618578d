/**
 * What a rule is. A rule reads a view of the session and claims failed observations for one cause; its explanation
 * says in words what the claim means. Logic holds no sentence, the explanation holds no logic (DESIGN §5).
 */
import type { Command, Pasted } from '../../model/command/index.ts';
import type { Confidence, Owner } from '../../model/finding.ts';
import type { FindingCode, FindingName } from '../../model/finding-codes.ts';
import type { View } from '../facts/view.ts';

/** What a rule can say that proves nothing for certain. */
export type Hedged = Exclude<Confidence, 'certain'>;

/** One cause found in this session: the observations it accounts for, and the facts that its words are made of. */
export interface Claim<Facts, Sure extends Confidence = Confidence> {
  /** What it is about, in one term: host, proxy, issuer, port. Findings of one code are ordered by it. */
  subject: string;
  confidence: Sure;
  /** Ids of the failed observations that this cause explains; may be empty for a cause without a failure (311). */
  accountsFor: readonly string[];
  /** Further observations that are evidence (controls that passed, say). */
  evidence?: readonly string[];
  /** Seen on this machine itself: for how long anybody waited for an answer is nothing to it. */
  seenHere?: boolean;
  /** How long an answer was waited for, where that was too short a time to prove a silence (`weigh.ts`). */
  waitedMs?: number;
  /** How long this program did not run while it waited, where that was much of the time (`weigh.ts`). */
  stalledMs?: number;
  /** Retried, it did not come as far as before (`weigh.ts`). */
  isUnsteady?: true;
  /** It does harm that no row shows, as rows ask for the beginning of things. */
  degrades?: true;
  /** Whether what was met is a consequence for sure (`leadsThere` of the rule); false: it may be the cause itself, in however many rows. */
  leadsThere?: boolean;
  /** The cause that this one comes from, where it accounts for no failure that would show it. */
  follows?: FindingCode;
  /** Rows that are concerned beyond those of `accountsFor`. */
  requirements?: readonly string[];
  facts: Facts;
}

/** Ids of all observations that rule a neighbour out; none: it is not excluded. */
export type Exclusion<Facts = unknown> = (view: View, claim: Claim<Facts>) => readonly string[];
export type Exclusions<Facts = unknown> = Partial<Record<FindingName, Exclusion<Facts>>>;

/** A fix before the rows to measure again are known. `verify` defaults to the rows of the finding. */
export interface FixDraft {
  owner: Owner;
  text: string;
  command?: Pasted;
  verify?: readonly string[];
}

/** One look with a standard tool. `<host>` and the like are placeholders in both. */
export interface ByHand {
  /** One command line. */
  run: Command;
  /** A fragment of what it prints, on either stream, where this is the cause. */
  shows: string;
  /** What the fragment says, and what a neighbour would show in its place. */
  tells: string;
}

export interface Explanation<Facts> {
  /** What is wrong, in general, present tense: the first line of `explain CODE`. */
  summary: string;
  /** Why it happens. */
  why: string;
  /** What stops working. */
  stops: string;
  /** Where the cause is only likely, the alternative that remains; absent: its first neighbour. */
  otherwise?: string;
  /** Neighbours, and how they are told apart. */
  confusedWith: readonly { name: FindingName; apart: string }[];
  /** How to see the same by hand with standard tools; each was run where this is the cause, and where it is not. */
  byHand: readonly ByHand[];
  /** What no command shows and how to settle it, or what the commands need: whole sentences. */
  byHandNote?: string;
  /** Facts with placeholders, from which `explain CODE` words title and fixes. */
  example: Facts;
  /** What is wrong here, stated; it is hedged where the finding is (`hedge.ts`). */
  title(facts: Facts): string;
  /** The title says only what was measured, or itself how sure it is, so that nothing is put before it. */
  titleIsOpen?: boolean;
  /** Lines of evidence, one fact each. */
  evidence(facts: Facts): string[];
  fixes(facts: Facts): FixDraft[];
}

/**
 * Which finding wins an observation that several claim, after confidence (DESIGN §5, Cover):
 * `machine` (1xx and causes shared by many hosts) before `service` (4xx–8xx) before `mechanism` (one host).
 * A claim of scope `shared-if-many` counts as `machine` when it explains more than one row, else as `mechanism`.
 * `note` findings are merely true: they become notes, never findings.
 */
export type Scope = 'machine' | 'shared-if-many' | 'service' | 'mechanism' | 'last-resort' | 'note';

export interface Rule {
  code: FindingCode;
  scope: Scope;
  /** Absent: what it claims is never certain, or a note. */
  excludes?: Exclusions;
  find(view: View): Claim<unknown>[];
  /** It says why a connection came to where it ended, so that what was met there is its consequence, however sure that is. */
  leadsThere?: true;
  /** Where it is merely true (111 outside an enterprise runner): its claims become notes. */
  noted?(view: View): boolean;
  explanation: Explanation<unknown>;
}

interface Definition<Facts> {
  code: FindingCode;
  leadsThere?: true;
  noted?(view: View): boolean;
  explanation: Explanation<Facts>;
}

/** A rule may say `certain` where it names what excludes each neighbour; a note has no confidence. */
type Sureness<Facts> =
  | { scope: Exclude<Scope, 'note'>; excludes: Exclusions<Facts>; find(view: View): Claim<Facts>[] }
  | { scope: Exclude<Scope, 'note'>; excludes?: undefined; find(view: View): Claim<Facts, Hedged>[] }
  | { scope: 'note'; excludes?: undefined; find(view: View): Claim<Facts>[] };

/** Ties the facts of a rule's claims to its explanation, then forgets the type. */
export function rule<Facts>(definition: Definition<Facts> & Sureness<Facts>): Rule {
  return definition as unknown as Rule;
}
