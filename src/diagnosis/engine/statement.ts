/** Turns a covered claim into a finding: words it with its rule, and links it to requirements and observations. */
import type { Shell } from '../../model/command/index.ts';
import type { Confidence, Finding } from '../../model/finding.ts';
import { FINDINGS } from '../../model/finding-codes.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { Verdict } from '../../model/verdict.ts';
import { writeCommand } from '../../shells/index.ts';
import { comparePlanIds, unique } from '../facts/order.ts';
import type { View } from '../facts/view.ts';
import type { Explanation } from '../rules/rule.ts';
import type { BaselineComparison } from './baseline-control.ts';
import type { CoveredClaim } from './cover.ts';

/** Requirements that decide the severity: those of its observations, and those whose verdict combines several facts. */
export function rowsOfClaim(covered: CoveredClaim, view: View): Requirement[] {
  const named = (covered.claim.requirements ?? []).filter((id) => isJudgedFromFacts(view.requirement(id)));
  return rowsOf([...view.rowIds(covered.observations), ...named], view);
}

/** `dependent`: dependent requirements that are not measured yet. */
export function createFinding(
  covered: CoveredClaim,
  baseline: BaselineComparison,
  dependent: readonly Requirement[],
  place: Pick<Finding, 'id' | 'severity' | 'causedById'>,
  verdicts: ReadonlyMap<string, Verdict>,
  view: View,
  shell: Shell,
): Finding {
  const { rule, claim, observations, causedBy } = covered;
  const seenIn = rowsOf([...view.rowIds(observations), ...(claim.requirements ?? [])], view);
  const touched = inOrder([...seenIn, ...dependent], view);
  const requirements = inOrder([...withoutMet(seenIn, verdicts), ...dependent], view).map((row) => row.id);
  return {
    id: place.id,
    code: rule.code,
    name: FINDINGS[rule.code],
    title: `${titleOf(rule, claim.facts, baseline.confidence)}${baseline.remark}`,
    subject: claim.subject,
    why: rule.why,
    severity: place.severity,
    confidence: baseline.confidence,
    causedBy: causedBy?.rule.code ?? null,
    causedById: place.causedById,
    requirements,
    // A cause without a failed observation lists the observations that are its evidence.
    observations: [...(observations.length > 0 ? observations : (claim.evidence ?? []))].sort(comparePlanIds),
    evidence: [...baseline.evidence, ...rule.evidence(claim.facts), ...doubts(claim)],
    fixes: baseline.fixes(rule.fixes(claim.facts)).map((fix) => ({
      owner: fix.owner,
      text: fix.text,
      command: fix.command === undefined ? null : writeCommand(fix.command, shell),
      verify: [...(fix.verify ?? touched.map((row) => row.id))],
    })),
  };
}

/** The reasons to doubt the conclusion, as lines of evidence. */
function doubts({ waitedMs, stalledMs, isUnsteady, isAssumed }: CoveredClaim['claim']): string[] {
  return [
    ...(waitedMs === undefined
      ? []
      : [
          `The check waited ${waitedMs} ms for an answer, which is shorter than the delay of a lost packet. So an answer may have come too late.`,
        ]),
    ...(stalledMs === undefined
      ? []
      : [`gitpod-doctor itself did not run for ${stalledMs} ms of that time, so it may have missed an answer (GD905).`]),
    ...(isAssumed === undefined
      ? []
      : ['This address stands for a wildcard of the list. It was never recorded on a good network, so this answer may be normal.']),
    ...(isUnsteady === undefined
      ? []
      : ['The retry failed at an earlier step than the first attempt, so the network itself may be unstable.']),
  ];
}

/** Drops requirements of this tool that are met despite the cause, unless no other requirement shows the cause. */
function withoutMet(rows: readonly Requirement[], verdicts: ReadonlyMap<string, Verdict>): readonly Requirement[] {
  const left = rows.filter(({ id, origin }) => origin !== 'tool' || verdicts.get(id)?.verdict !== 'met');
  return left.length > 0 ? left : rows;
}

/**
 * True for requirements whose verdict combines several facts: those of this tool; those about images, because an answer without images is
 * no failure; and those about SSH aliases, whose files can be wrong before anything fails.
 */
function isJudgedFromFacts(row: Requirement | undefined): boolean {
  return row?.origin === 'tool' || row?.area === 'ami' || row?.area === 'ssh';
}

function rowsOf(ids: readonly string[], view: View): Requirement[] {
  const rows = ids.flatMap((id) => view.requirement(id) ?? []);
  return inOrder(rows, view);
}

/** The requirements without duplicates, in catalogue order. */
function inOrder(rows: readonly Requirement[], view: View): Requirement[] {
  return rows.length < 2 ? [...rows] : unique(rows).sort((a, b) => view.position(a) - view.position(b));
}

const HEDGES: Record<Confidence, string> = { certain: '', likely: 'Probable cause: ', possible: 'Possible cause: ' };

/** Words that begin with a capital letter only at the beginning of a sentence, so they lose the capital after a hedge. */
const PLAIN_WORD = /^(?:An?|Another|Every|No|Nothing|Programs|Software|Something|That|The|There|These|This|Two|What|Your)\b/;

/** Hedges the title by the finding's confidence, in one place, so that every surface shows it. */
export function titleOf<Facts>({ title, titleIsOpen = false }: Explanation<Facts>, facts: Facts, confidence: Confidence): string {
  const plain = title(facts);
  if (titleIsOpen || confidence === 'certain') return plain;
  return `${HEDGES[confidence]}${PLAIN_WORD.test(plain) ? `${plain.charAt(0).toLowerCase()}${plain.slice(1)}` : plain}`;
}
