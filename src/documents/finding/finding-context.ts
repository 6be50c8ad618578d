/** What the description of a finding depends on, and the status and severity of the finding. */
import type { Diagnosis, Finding } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';
import type { Profile } from '../../model/profile.ts';
import type { Report, ReportRequirement } from '../../model/report.ts';
import type { UnknownReason } from '../../model/verdict.ts';
import type { StatusWord } from '../../render/status-words.ts';
import type { Mask } from '../words/say.ts';

/** The context for describing a finding. */
export interface FindingContext extends Pick<Diagnosis, 'verdicts' | 'findings' | 'shell'> {
  requirements: readonly Pick<ReportRequirement, 'id' | 'section' | 'endpoint'>[];
  mask: Mask;
  /** The maximum number of documented requirements to list, because sixty requirements behind one proxy would take sixty lines. */
  most: number;
  observations: readonly Observation[];
  /** The symptom that the user chose; null if there is none. */
  symptom: Profile['symptom'];
}

/** For a report that is shown as it is. Mask the report first if needed. */
export function findingContextOf(report: Report, mask: Mask, most: number, symptom: Profile['symptom'] = null): FindingContext {
  const { requirements, findings, observations } = report;
  const verdicts = requirements.map(({ id, counts, verdict, reason, observations }) => ({
    requirement: id,
    ...{ counts, verdict, observations },
    reason: reason as UnknownReason | null,
  }));
  return { verdicts, findings, requirements, mask, most, observations, symptom };
}

/**
 * Agrees with the verdicts of the requirements that the finding affects. FAIL: one is unmet. UNSURE: one that counts is inconclusive.
 * ADVICE: all others, so a certain cause is not called inconclusive if every requirement passed.
 */
export function findingStatus(finding: Finding, { verdicts }: Pick<Diagnosis, 'verdicts'>): StatusWord {
  if (finding.severity === 'blocker') return 'FAIL';
  if (finding.severity === 'advice') return 'ADVICE';
  const concerned = new Set(finding.requirements);
  const rows = verdicts.filter(({ requirement }) => concerned.has(requirement));
  if (rows.some(({ verdict }) => verdict === 'unmet')) return 'FAIL';
  return rows.some(({ verdict, counts }) => verdict === 'unknown' && counts) ? 'UNSURE' : 'ADVICE';
}

/** True if no requirement that this finding can affect was measured yet. The card then claims nothing about them. */
export function isWaiting({ severity, requirements }: Finding, { verdicts }: Pick<Diagnosis, 'verdicts'>): boolean {
  const concerned = new Set(requirements);
  const rows = verdicts.filter(({ requirement, verdict }) => concerned.has(requirement) && verdict !== 'met');
  return severity === 'degraded' && rows.length > 0 && rows.every((row) => row.counts && row.reason === 'not-run');
}
