/** What rules say about a session, for tests: their claims, their words, and the remaining root causes. */

import { FINDINGS, type FindingName } from '../../../model/finding-codes.ts';
import type { Session } from '../../../model/session.ts';
import { writeCommand } from '../../../shells/index.ts';
import { coverFailures } from '../../engine/cover.ts';
import type { Claim, Rule } from '../../rules/rule.ts';
import { viewOf } from '../view-of.ts';

export function claimsOf(rule: Rule, session: Session): Claim<unknown>[] {
  return rule.find(viewOf(session));
}

/** The only claim of the rule; throws if there are none or several. */
export function onlyClaim(rule: Rule, session: Session): Claim<unknown> {
  const claims = claimsOf(rule, session);
  const [claim] = claims;
  if (claim === undefined || claims.length > 1) throw new Error(`${rule.code} makes ${claims.length} claims`);
  return claim;
}

/** All text of a claim that users read, one sentence per line. */
export function wordsOf(rule: Rule, claim: Claim<unknown>): string {
  const fixes = rule
    .fixes(claim.facts)
    .flatMap(({ owner, text, command }) => [`${owner}: ${text}`, ...(command === undefined ? [] : [writeCommand(command, 'posix')])]);
  return [rule.title(claim.facts), ...rule.evidence(claim.facts), ...fixes].join('\n');
}

/** Names of the findings that no other finding explains. */
export function rootCauses(rules: readonly Rule[], session: Session): FindingName[] {
  const view = viewOf(session);
  const claimed = rules.filter(({ scope }) => scope !== 'note').flatMap((rule) => rule.find(view).map((claim) => ({ rule, claim })));
  return coverFailures(view, claimed)
    .covered.filter(({ causedBy }) => causedBy === null)
    .map(({ rule }) => FINDINGS[rule.code]);
}

/** Failed observations that none of these rules accounts for. */
export function unexplained(rules: readonly Rule[], session: Session): string[] {
  const view = viewOf(session);
  const claimed = rules.flatMap((rule) => rule.find(view).map((claim) => ({ rule, claim })));
  return coverFailures(view, claimed).leftovers.map(({ id }) => id);
}
