/**
 * The shape of a rule. A rule reads a view of the session and claims failed observations for one cause; its words explain the claim.
 * The logic (`find`) writes no text, and the text decides nothing (docs/design.md §5).
 */
import type { Command, PastableText } from '../../model/command/index.ts';
import type { Confidence, Owner } from '../../model/finding.ts';
import type { FindingCode, FindingName } from '../../model/finding-codes.ts';
import type { View } from '../facts/view.ts';

export * as by from './exclusions.ts';

/** The confidence that a rule can give without `excludes`. */
export type HedgedConfidence = Exclude<Confidence, 'certain'>;

/** One cause found in this session: the observations it explains, and the facts for its words. */
export interface Claim<Facts, Sure extends Confidence = Confidence> {
  /** The subject in one term, such as a host, a proxy, an issuer or a port. Findings with one code are sorted by it. */
  subject: string;
  confidence: Sure;
  /** Ids of the failed observations that this cause explains; empty for a cause without a failure (311). */
  accountsFor: readonly string[];
  /** Further observations as evidence, such as controls that passed. */
  evidence?: readonly string[];
  /** True if the cause is a fact of this machine, so that the length of a wait does not matter. */
  seenHere?: boolean;
  /** The duration of a wait that was too short to prove a timeout (`weigh.ts`). */
  waitedMs?: number;
  /** How long this program was paused during the wait, if that was a large part of it (`weigh.ts`). */
  stalledMs?: number;
  /** True if the retry failed in an earlier phase than the first attempt (`weigh.ts`). */
  isUnsteady?: true;
  /** True if the claim depends on a target whose right answer was never recorded (`weigh.ts`). */
  isAssumed?: true;
  /** True if the cause does harm that no requirement shows, because requirements test only the beginning of a connection. */
  degrades?: true;
  /** Overrides the rule's `leadsThere`. False if the failures may be the cause and not the consequence. */
  leadsThere?: boolean;
  /** The finding from which this cause follows, for a claim that has no failed observations of its own. */
  follows?: FindingCode;
  /** Affected requirements beyond those of `accountsFor`. */
  requirements?: readonly string[];
  facts: Facts;
}

/** Ids of all observations that rule a neighbour out; empty if none does. */
export type Exclusion<Facts = unknown> = (view: View, claim: Claim<Facts>) => readonly string[];
export type Exclusions<Facts = unknown> = Partial<Record<FindingName, Exclusion<Facts>>>;

/** A fix without its re-check. `verify` defaults to the requirements of the finding. */
export interface FixDraft {
  owner: Owner;
  text: string;
  command?: PastableText;
  verify?: readonly string[];
}

/** One manual check with a standard tool. `run` and `shows` may hold placeholders like `<host>`. */
export interface ManualCheckDraft {
  run: Command;
  /** A fragment of the output of `run`, on stdout or stderr, that shows this cause. */
  shows: string;
  /** What the fragment means, and what a neighbour of this cause prints instead. */
  tells: string;
}

export interface Explanation<Facts> {
  /** The general problem in the present tense: the first line of `explain CODE`. */
  summary: string;
  why: string;
  /** What does not work because of the cause. */
  stops: string;
  /** The alternative cause to mention if the cause is only likely; by default the first neighbour. */
  otherwise?: string;
  /** Similar causes, and what is observed with each of them instead: a clause that follows “With CODE NAME, ”. */
  confusedWith: Readonly<Partial<Record<FindingName, string>>>;
  /** Manual checks with standard tools; each was run with and without this cause. */
  byHand: readonly ManualCheckDraft[];
  /** Limits or prerequisites of the commands, in whole sentences. */
  byHandNote?: string;
  /** Facts with placeholders, which `explain CODE` uses for the title and the fixes. */
  example: Facts;
  /** The problem here, as a statement; `diagnosis/engine/statement.ts` adds the hedge. */
  title(facts: Facts): string;
  /** True if the title states only a measurement or hedges itself, so that no hedge is added. */
  titleIsOpen?: boolean;
  /** Lines of evidence, one fact each. */
  evidence(facts: Facts): string[];
  fixes(facts: Facts): FixDraft[];
}

/**
 * Decides, after confidence, which finding wins an observation that several claim (docs/design.md §5): `machine` (1xx and causes shared by
 * many hosts) before `service` (4xx–8xx) before `mechanism` (one host). A claim of scope `shared-if-many` counts as `machine` if it
 * explains more than one requirement, otherwise as `mechanism`. `note` claims become notes, never findings.
 */
export type RuleScope = 'machine' | 'shared-if-many' | 'service' | 'mechanism' | 'last-resort' | 'note';

export interface Rule extends Explanation<unknown> {
  code: FindingCode;
  scope: RuleScope;
  /** Absent if the claims of the rule are never certain, or are notes. */
  excludes?: Exclusions;
  find(view: View): Claim<unknown>[];
  /**
   * True if the cause decides where a connection goes, so that failures at that address are its consequences, even if their claims are more
   * confident.
   */
  leadsThere?: true;
  /** Whether the claims become notes (GD111 outside an enterprise runner). */
  noted?(view: View): boolean;
}

/**
 * The default scope by the first digit of the code. 1 and 2: this machine and its names. 3: the connection to a host. Above 3: a service.
 */
const USUAL_SCOPES: Readonly<Record<string, RuleScope>> = { 1: 'machine', 2: 'machine', 3: 'mechanism' };

interface Definition<Facts> extends Omit<Explanation<NoInfer<Facts>>, 'evidence' | 'fixes'> {
  code: FindingCode;
  leadsThere?: true;
  noted?(view: View): boolean;
  evidence(facts: NoInfer<Facts>): Applicable<string>;
  fixes(facts: NoInfer<Facts>): Applicable<FixDraft>;
}

/** Lines or fixes. An entry that does not apply is `false`. */
type Applicable<Part> = readonly (Part | false)[];

/** A rule may claim `certain` only if it has the observations that exclude each neighbour. A note has no confidence. */
type Sureness<Facts> =
  | { scope?: Exclude<RuleScope, 'note'>; excludes: Exclusions<Facts>; find(view: View): Claim<Facts>[] }
  | { scope?: Exclude<RuleScope, 'note'>; excludes?: undefined; find(view: View): Claim<Facts, HedgedConfidence>[] }
  | { scope: 'note'; excludes?: undefined; find(view: View): Claim<Facts>[] };

/** Checks that the words use the facts of `find`, then erases their type. Also fills in the usual scope. */
export function defineRule<Facts>(definition: Definition<Facts> & Sureness<Facts>): Rule {
  return {
    scope: USUAL_SCOPES[definition.code.charAt(2)] ?? 'service',
    ...definition,
    evidence: (facts: Facts) => definition.evidence(facts).filter((line) => line !== false),
    fixes: (facts: Facts) => definition.fixes(facts).filter((fix) => fix !== false),
  } as unknown as Rule;
}
