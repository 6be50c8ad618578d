/** What the guide needs of a diagnosis: causes by name, verdicts by requirement and area. */
import type { Area } from '../model/area.ts';
import { type Diagnosis, type Finding, SEVERITIES, type Severity } from '../model/finding.ts';
import type { Requirement } from '../model/requirement.ts';
import type { VerdictWord } from '../model/verdict.ts';

/** A root cause, with only the facts that the guide needs. */
export interface Cause {
  /** A key that stays the same when the session is diagnosed again, unlike the id of a finding. */
  key: string;
  name: string;
  title: string;
  severity: Severity;
  requirements: readonly string[];
  /** The requirements that should pass after the fix. */
  verify: readonly string[];
}

/** A cause with the severity at which it was shown. */
export type ShownCause = Pick<Cause, 'key' | 'severity'>;

export interface RowVerdict {
  requirement: string;
  area: Area;
  verdict: VerdictWord;
}

export interface Summary {
  /** Root causes, in the order of the report: most severe first. */
  causes: readonly Cause[];
  verdicts: readonly RowVerdict[];
}

export const NOTHING_MEASURED: Summary = { causes: [], verdicts: [] };

export function causeKey(finding: Pick<Finding, 'code' | 'subject'>): string {
  return `${finding.code} ${finding.subject}`;
}

export function summarise(diagnosis: Diagnosis, requirements: readonly Requirement[]): Summary {
  const areas = new Map(requirements.map((row) => [row.id, row.area]));
  return {
    causes: diagnosis.findings.filter((finding) => finding.causedBy === null).map(causeOf),
    verdicts: diagnosis.verdicts.flatMap(({ requirement, verdict }) => {
      const area = areas.get(requirement);
      return area === undefined ? [] : [{ requirement, area, verdict }];
    }),
  };
}

function causeOf(finding: Finding): Cause {
  const verify = [...new Set(finding.fixes.flatMap((fix) => fix.verify))];
  return {
    key: causeKey(finding),
    name: finding.name,
    title: finding.title,
    severity: finding.severity,
    requirements: finding.requirements,
    verify: verify.length > 0 ? verify : finding.requirements,
  };
}

/** Whether the cause was shown at its present severity. Advice that has become a blocker is shown again. */
export function isShownBy(shown: readonly ShownCause[], { key, severity }: Cause): boolean {
  return shown.some((each) => each.key === key && SEVERITIES.indexOf(each.severity) <= SEVERITIES.indexOf(severity));
}

/** Adds the shown cause. */
export function markShown(shown: readonly ShownCause[], cause: Cause): readonly ShownCause[] {
  const { key, severity } = cause;
  return isShownBy(shown, cause) ? shown : [...shown.filter((each) => each.key !== key), { key, severity }];
}

const WORST_FIRST: readonly VerdictWord[] = ['unmet', 'unknown', 'met', 'not-applicable'];

/** The worst verdict of the requirements in an area; null if the area has none. */
export function areaVerdict(summary: Summary, area: Area): VerdictWord | null {
  const words = new Set(summary.verdicts.filter((row) => row.area === area).map((row) => row.verdict));
  return WORST_FIRST.find((word) => words.has(word)) ?? null;
}
