/** The whole report as plain lines: rows by area, causes with their fixes, what follows from them, the summary. */
import type { Report } from '../model/report.ts';
import type { Session } from '../model/session.ts';
import { findingLines, rowLine, summaryLines } from '../present/lines.ts';
import { rowsOf } from '../present/rows.ts';
import type { Flags } from './flags.ts';

type Mask = (text: string) => string;

export function plainReport(session: Session, report: Report, mask: Mask, flags: Flags): string {
  const verdicts = report.requirements.map(({ id, counts, verdict, reason, observations }) => ({
    requirement: id,
    counts,
    verdict,
    reason,
    observations,
  }));
  const diagnosis = { verdicts, findings: report.findings, notes: report.notes } as Parameters<typeof rowsOf>[1]['diagnosis'];
  const rows = rowsOf(session.requirements, { session, diagnosis, live: null, mask });
  const roots = report.findings.filter((finding) => finding.causedBy === null);
  const consequences = report.findings.filter((finding) => finding.causedBy !== null);
  return [
    ...rows.filter((row) => flags.verbose || row.status !== 'SKIP').map(rowLine),
    '',
    ...roots.flatMap((finding) => [...findingLines(finding, diagnosis.verdicts, mask), '']),
    ...consequences.map((finding) => `ALSO    ${mask(finding.title)} (follows from ${finding.causedBy})`),
    ...(consequences.length > 0 ? [''] : []),
    ...summaryLines(report, mask),
  ].join('\n');
}
