/** Plain lines: rows, causes with their fixes, what follows from them, the summary. */
import type { Diagnosis } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { Session } from '../model/session.ts';
import type { Verdict } from '../model/verdict.ts';
import { findingLines, rowLine, summaryLines } from '../present/lines.ts';
import { rowsOf } from '../present/rows.ts';
import type { Flags } from './flags.ts';

type Mask = (text: string) => string;

export function plainReport(session: Session, diagnosis: Diagnosis, report: Report, mask: Mask, flags: Flags): string {
  return [plainRows(session, diagnosis, mask, flags), '', plainFindings(report, mask)].join('\n');
}

/** Rows that were passed over are left out unless more was asked for. */
export function plainRows(session: Session, diagnosis: Diagnosis, mask: Mask, flags: Flags): string {
  return rowsOf(session.requirements, { session, diagnosis, live: null, mask })
    .filter((row) => flags.verbose || row.status !== 'SKIP')
    .map(rowLine)
    .join('\n');
}

export function plainFindings(report: Report, mask: Mask): string {
  const verdicts = report.requirements.map(verdictOf);
  const roots = report.findings.filter((finding) => finding.causedBy === null);
  const consequences = report.findings.filter((finding) => finding.causedBy !== null);
  return [
    '',
    ...roots.flatMap((finding) => [...findingLines(finding, verdicts, mask), '']),
    ...consequences.map((finding) => `ALSO    ${mask(finding.title)} (follows from ${finding.causedBy})`),
    ...(consequences.length > 0 ? [''] : []),
    ...summaryLines(report, mask),
  ].join('\n');
}

function verdictOf({ id, counts, verdict, reason, observations }: Report['requirements'][number]): Verdict {
  return { requirement: id, counts, verdict, reason: reason as Verdict['reason'], observations };
}
