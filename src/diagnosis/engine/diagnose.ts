/** Turns a session into verdicts, findings and notes. Pure and deterministic, so that newer rules can diagnose a stored session again. */

import { type Shell, shellOf } from '../../model/command/index.ts';
import { type Diagnosis, type Finding, type Note, SEVERITIES, type Severity } from '../../model/finding.ts';
import { FINDINGS } from '../../model/finding-codes.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { Session } from '../../model/session.ts';
import type { Verdict } from '../../model/verdict.ts';
import { compareCodeUnits } from '../facts/order.ts';
import type { View } from '../facts/view.ts';
import { viewOf } from '../facts/view-of.ts';
import { UNEXPLAINED_CODE, unexplained } from '../rules/901-unexplained-failure.ts';
import { RULES } from '../rules/registry.ts';
import { compareWithBaseline } from './baseline-control.ts';
import { type CoveredClaim, coverFailures, type RuleClaim } from './cover.ts';
import { dependentRequirements, isUnmeasured } from './dependent-requirements.ts';
import { narrowClaims } from './narrow.ts';
import { createFinding, rowsOfClaim } from './statement.ts';
import { verdictsOf } from './verdicts.ts';
import { claimsOfRule } from './weigh.ts';

/** `shell` is the shell for which commands in fixes are written; by default that of the measured machine. */
export function diagnose(session: Session, shell?: Shell): Diagnosis {
  const view = viewOf(session);
  const { causes, remarks } = claimsOf(view);
  const { covered, leftovers } = coverFailures(view, causes);
  const rest = unexplained(leftovers, view).map(
    (claim): CoveredClaim => ({ rule: UNEXPLAINED_CODE, claim, observations: claim.accountsFor, lost: 0, causedBy: null }),
  );
  const writtenFor = shell ?? shellOf(view.host?.platform ?? null);
  const all = [...narrowClaims(covered, view), ...rest];
  const verdicts = verdictsOf(view, new Set(all.map((each) => each.rule.code)));
  return { verdicts, findings: findingsOf(all, verdicts, view, writtenFor), notes: notesOf(remarks), shell: writtenFor };
}

function claimsOf(view: View): { causes: RuleClaim[]; remarks: RuleClaim[] } {
  const causes: RuleClaim[] = [];
  const remarks: RuleClaim[] = [];
  for (const rule of RULES) {
    const into = rule.scope === 'note' || rule.noted?.(view) ? remarks : causes;
    for (const claim of claimsOfRule(rule, view)) into.push({ rule, claim });
  }
  return { causes, remarks };
}

/** Sorts by severity, code and subject. This order is total, so ids that are assigned in this order are stable. */
function findingsOf(covered: readonly CoveredClaim[], verdicts: readonly Verdict[], view: View, shell: Shell): Finding[] {
  const judged = new Map(verdicts.map((verdict) => [verdict.requirement, verdict]));
  const unmeasured = view.session.requirements.filter(({ id }) => isUnmeasured(judged.get(id)));
  const graded = covered.map((each) => {
    const dependent = dependentRequirements(each, unmeasured, view);
    return {
      each,
      baseline: compareWithBaseline(each, view),
      dependent,
      severity: severityOf([...rowsOfClaim(each, view), ...dependent.rows], judged, dependent.beyond || each.claim.degrades === true),
    };
  });
  graded.sort(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      // Failures that the baseline does not show belong to this network, so their findings come first.
      Number(a.baseline.moved) - Number(b.baseline.moved) ||
      compareCodeUnits(a.each.rule.code, b.each.rule.code) ||
      compareCodeUnits(a.each.claim.subject, b.each.claim.subject) ||
      compareCodeUnits(a.each.observations.join(), b.each.observations.join()),
  );
  const ids = new Map(graded.map(({ each }, index) => [each, `f${index + 1}`]));
  return graded.map(({ each, baseline, dependent, severity }) =>
    createFinding(
      each,
      baseline,
      dependent.rows,
      { id: ids.get(each) ?? '', severity, causedById: each.causedBy === null ? null : (ids.get(each.causedBy) ?? null) },
      judged,
      view,
      shell,
    ),
  );
}

function notesOf(remarks: readonly RuleClaim[]): Note[] {
  return remarks
    .map(({ rule, claim }) => ({ code: rule.code, name: FINDINGS[rule.code], text: rule.title(claim.facts) }))
    .sort((a, b) => compareCodeUnits(a.code, b.code) || compareCodeUnits(a.text, b.text));
}

/**
 * The severity depends on the requirements that a finding explains (docs/contract.md, What counts). `isOpen`: inconclusive requirements
 * depend on the cause as well, or the cause does harm that no requirement shows.
 */
function severityOf(rows: readonly Requirement[], verdicts: ReadonlyMap<string, Verdict>, isOpen = false): Severity {
  let severity: Severity = isOpen ? 'degraded' : 'advice';
  for (const row of rows) {
    const verdict = verdicts.get(row.id);
    if (verdict === undefined) continue;
    if (verdict.counts && verdict.verdict === 'unmet') return 'blocker';
    if (verdict.counts && verdict.verdict === 'unknown') severity = 'degraded';
    if (row.level === 'optional' && verdict.verdict === 'unmet') severity = 'degraded';
  }
  return severity;
}
