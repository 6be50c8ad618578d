/** Plain output: results, causes with their fixes, consequences, the summary. */

import { findingContextOf } from '../../documents/finding/finding-context.ts';
import { findingSection } from '../../documents/finding/finding-section.ts';
import { rowLine, summaryLines } from '../../documents/report/lines.ts';
import { rowsByArea } from '../../documents/report/report-words.ts';
import { type Row, rowsOf } from '../../documents/rows/rows.ts';
import { namesAreMasked } from '../../documents/words/masked-names.ts';
import { reasonWords } from '../../documents/words/words.ts';
import type { Diagnosis } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import type { Session } from '../../model/session.ts';
import { textLines } from '../../render/text.ts';
import type { Flags } from '../arguments/flags.ts';

type Mask = (text: string) => string;

export function plainReport(session: Session, diagnosis: Diagnosis, report: Report, mask: Mask, flags: Flags, isTerminal = false): string {
  const lines = flags.verbose ? plainRows(session, diagnosis, mask, flags).lines : areaLines(session, diagnosis, report, mask);
  // On a terminal the outcome is printed first as well. In a log it is printed only at the end.
  const first = isTerminal ? [...summaryLines({ ...report, notes: [] }, mask), ''] : [];
  return [...first, ...lines, plainFindings(report, mask, session.profile.symptom)].join('\n');
}

/** One line for each area. The counts add up to the totals of the summary, and the lines below show what did not pass. */
export function areaLines(session: Session, diagnosis: Diagnosis, report: Report, mask: Mask): string[] {
  const rows = rowsOf(session.requirements, { session, diagnosis, live: null, mask });
  const silent: string[] = [];
  const lines = rowsByArea(report.requirements).flatMap(({ area, rows: requirements }) => {
    const ids = new Set(requirements.map(({ id }) => id));
    const open = rows.filter((row) => ids.has(row.requirement) && row.status !== 'PASS' && speaks(row, rows, diagnosis));
    const counting = requirements.filter(({ counts }) => counts);
    if (counting.length === 0 && open.length === 0) {
      silent.push(area);
      return [];
    }
    const passed = counting.filter(({ verdict }) => verdict === 'met').length;
    const judged = counting.some(({ verdict }) => verdict === 'unmet') ? 'FAIL' : passed === counting.length ? 'PASS' : 'UNSURE';
    const status = counting.length === 0 ? 'SKIP' : judged;
    const outcome = counting.length === 0 ? 'does not count here' : `${passed} of ${counting.length} passed`;
    return [`${status.padEnd(6)}  ${area.padEnd(AREA_WIDTH)}  ${outcome}`, ...open.map((row) => `        ${rowLine(row)}`)];
  });
  const rest = silent.length === 0 ? 'every check' : `every check, including those of ${silent.join(', ')}, which do not count here`;
  return [...lines, `(--verbose lists ${rest})`];
}

const AREA_WIDTH = 18;

export interface PlainRows {
  lines: string[];
  /** Results that are not listed, each with the reason. */
  silent: readonly Row[];
}

/** Results without information are only counted, unless the user wants all of them. */
export function plainRows(session: Session, diagnosis: Diagnosis, mask: Mask, flags: Flags): PlainRows {
  const rows = rowsOf(session.requirements, { session, diagnosis, live: null, mask });
  const shown = flags.verbose ? rows : rows.filter((row) => speaks(row, rows, diagnosis));
  const silent = rows.filter((row) => !shown.includes(row));
  return {
    lines: shown.map(rowLine),
    // The reason to omit a result, if its observation does not give it.
    silent: silent.map((row) => (isOfElsewhere(row, diagnosis) ? { ...row, remark: reasonWords('wrong-vantage') } : row)),
  };
}

function speaks(row: Row, rows: readonly Row[], diagnosis: Diagnosis): boolean {
  if (row.status === 'SKIP' || isOfElsewhere(row, diagnosis)) return false;
  const hasMore = rows.some((other) => other.requirement === row.requirement && other.what !== 'DNS' && other.status !== 'SKIP');
  return row.what !== 'DNS' || row.status !== 'PASS' || !hasMore;
}

function isOfElsewhere(row: Row, { verdicts }: Diagnosis): boolean {
  return verdicts.find(({ requirement }) => requirement === row.requirement)?.reason === 'wrong-vantage';
}

export function plainFindings(report: Report, mask: Mask, symptom: Session['profile']['symptom'] = null): string {
  const telling = findingContextOf(report, mask, NAMED, symptom);
  const roots = report.findings.filter((finding) => finding.causedBy === null);
  const found = roots.flatMap((finding) => [...textLines([findingSection(finding, telling)]), '']);
  const masked = namesAreMasked(found.join('\n')) ? [MASKED, ''] : [];
  return ['', ...found, ...masked, ...summaryLines(report, mask)].join('\n');
}

/** The maximum number of documented requirements to list under a cause. */
const NAMED = 3;

/** A command with a masked name does not work, so a hint says how to get the real name. */
const MASKED =
  'NAMES   A word that begins with px- is one of your names, masked. --show-values shows the real name; for a bundle, use gitpod-doctor decode.';
