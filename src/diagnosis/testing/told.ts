/** Short forms of a diagnosis, which tests compare. */
import type { Diagnosis, Finding } from '../../model/finding.ts';
import type { Session } from '../../model/session.ts';
import { diagnose } from '../engine/diagnose.ts';

/** Names of the root causes. */
export function rootsOf(session: Session): string[] {
  return roots(diagnose(session)).map((finding) => finding.name);
}

export function roots(diagnosis: Diagnosis): Finding[] {
  return diagnosis.findings.filter((finding) => finding.causedBy === null);
}

export function findingOf(session: Session, name: string): Finding | undefined {
  return diagnose(session).findings.find((finding) => finding.name === name);
}

/** All text of a finding that users read. */
export function textOfFinding(of: Session, name: string): string {
  const finding = findingOf(of, name);
  if (finding === undefined) throw new Error(`no ${name}`);
  return [
    finding.title,
    `confidence ${finding.confidence}`,
    ...finding.evidence,
    ...finding.fixes.flatMap(({ text, command }) => [text, command ?? '']),
  ].join('\n');
}

/** The verdict as text, with the reason of an unknown verdict: `met`, `unknown: no-reply`. */
export function verdictOf(session: Session, requirement: string): string {
  const verdict = diagnose(session).verdicts.find((each) => each.requirement === requirement);
  if (verdict === undefined) return 'no such row';
  return verdict.reason === null ? verdict.verdict : `${verdict.verdict}: ${verdict.reason}`;
}
