/**
 * Cover (docs/design.md §5) decides which cause explains a failed observation that several causes claim. Each finding takes the
 * observations of its claim that no earlier finding took; a finding for which none are left becomes a consequence of the finding that took
 * most of them. The order is by confidence, then shared causes before services before single hosts. A shared cause that explains more than
 * one requirement comes before narrower causes even if it is only `likely`: sixty certain refusals do not say why. A wrong DNS answer comes
 * before any failure at the address to which it led. Among shared causes, the cause that explains most comes first.
 */
import { CONFIDENCES } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';
import { unfinishedRows } from '../facts/log.ts';
import { compareCodeUnits, unique } from '../facts/order.ts';
import type { View } from '../facts/view.ts';
import type { Claim, Rule } from '../rules/rule.ts';

export interface RuleClaim {
  rule: Rule;
  claim: Claim<unknown>;
}

export interface CoveredClaim extends RuleClaim {
  /** The observations that it explains; a root cause has only those that no other finding took. */
  observations: readonly string[];
  /** The number of its observations that another finding took. */
  lost: number;
  causedBy: CoveredClaim | null;
}

export interface Cover {
  covered: CoveredClaim[];
  /** Failed observations that no finding explains. */
  leftovers: Observation[];
}

export function coverFailures(view: View, claims: readonly RuleClaim[]): Cover {
  const crashed = new Set(unfinishedRows(view).filter(({ state }) => state === 'crashed'));
  const claimable: Claimable = (id) => {
    const observation = view.observation(id);
    return observation !== undefined && (view.isFailed(observation) || crashed.has(observation)) ? observation : undefined;
  };

  const takenBy = new Map<string, CoveredClaim>();
  const covered: CoveredClaim[] = [];
  for (const { rule, claim, ids } of inOrder(claims, claimable)) {
    const own = ids.filter((id) => !takenBy.has(id));
    const late = own.length === 0 && ids.length > 0;
    const finding: CoveredClaim = {
      rule,
      claim,
      observations: late ? ids : own,
      lost: ids.length - own.length,
      causedBy: late ? mostOf(ids, takenBy) : null,
    };
    for (const id of own) takenBy.set(id, finding);
    covered.push(finding);
  }
  for (const each of covered) if (each.observations.length === 0 && each.claim.follows !== undefined) each.causedBy = rootOf(each, covered);
  return { covered, leftovers: view.failed.filter((observation) => !takenBy.has(observation.id)) };
}

/** The observation of this id, if a cause may claim it. */
type Claimable = (id: string) => Observation | undefined;

interface Ranked extends RuleClaim {
  ids: string[];
  rank: readonly number[];
}

/** Sorts the claims, and drops those whose observations all passed. A claim without observations stays as a root cause. */
function inOrder(claims: readonly RuleClaim[], claimable: Claimable): Ranked[] {
  const ranked: Ranked[] = [];
  for (const { rule, claim } of claims) {
    const ids = unique(claim.accountsFor).filter((id) => claimable(id) !== undefined);
    if (ids.length === 0 && claim.accountsFor.length > 0) continue;
    const many = explainsMany(ids, claimable);
    const tier = rule.scope === 'shared-if-many' ? TIERS[many ? 'machine' : 'mechanism'] : TIERS[rule.scope];
    const shared = tier === TIERS.machine;
    const confidence = CONFIDENCES.indexOf(claim.confidence);
    const isPreferred = claim.leadsThere ?? (many || rule.leadsThere === true);
    const weight = shared && isPreferred && claim.confidence === 'likely' ? 0 : confidence;
    ranked.push({ rule, claim, ids, rank: [weight, tier, shared ? -ids.length : 0, confidence] });
  }
  return ranked.sort(
    (a, b) =>
      compareRanks(a.rank, b.rank) || compareCodeUnits(a.rule.code, b.rule.code) || compareCodeUnits(a.claim.subject, b.claim.subject),
  );
}

const TIERS = { machine: 0, service: 1, mechanism: 2, 'last-resort': 3, note: 4 } as const;

function explainsMany(ids: readonly string[], claimable: Claimable): boolean {
  const rows = new Set<string>();
  for (const id of ids) {
    for (const row of claimable(id)?.requirements ?? []) rows.add(row);
    if (rows.size > 1) return true;
  }
  return false;
}

/** The root cause from which this finding follows; null if the finding is a root cause. */
function rootOf({ claim }: CoveredClaim, covered: readonly CoveredClaim[]): CoveredClaim | null {
  const cause = covered.find((each) => each.rule.code === claim.follows);
  return cause?.causedBy ?? cause ?? null;
}

/** The finding that took most of these observations; the first of several that took equally many. */
function mostOf(ids: readonly string[], takenBy: ReadonlyMap<string, CoveredClaim>): CoveredClaim | null {
  const counts = new Map<CoveredClaim, number>();
  for (const id of ids) {
    const taker = takenBy.get(id);
    if (taker !== undefined) counts.set(taker, (counts.get(taker) ?? 0) + 1);
  }
  let most: CoveredClaim | null = null;
  for (const [taker, count] of counts) if (most === null || count > (counts.get(most) ?? 0)) most = taker;
  return most;
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (let place = 0; place < a.length; place += 1) {
    const difference = (a[place] ?? 0) - (b[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
