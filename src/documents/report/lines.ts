/** The same words as plain lines, for pipes, logs and screen readers. No line depends on another, none is drawn over. */
import type { Diagnosis, Finding } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import { findingStatus, progressOf } from '../finding/finding.ts';
import type { Row } from '../rows/rows.ts';
import type { LiveSweep } from '../subject.ts';
import { confidenceWords } from '../words/confidence-words.ts';
import { count, duration } from '../words/quantity.ts';
import { joined, type Mask, sayer } from '../words/say.ts';
import { OWNER_WORDS } from '../words/words.ts';

/** `FAIL    HTTPS 8443  us01.gitpod.dev  161 ms  unexpected issuer`. The status word stands first and alone. */
export function rowLine(row: Pick<Row, 'status' | 'what' | 'target' | 'duration' | 'remark'>): string {
  return joined('  ', [row.status.padEnd(6), row.what.padEnd(10), row.target, row.duration, row.remark]).trimEnd();
}

/** A finding from the verdict to the fix. `verdicts` decide between FAIL and UNSURE where a row stays open. */
export function findingLines(finding: Finding, verdicts: Diagnosis['verdicts'], mask: Mask): string[] {
  const say = sayer(mask);
  const status = findingStatus(finding, { verdicts });
  return [
    tagged('RESULT', say`${status}  ${finding.title}`),
    tagged('', `${finding.code} ${finding.name}; ${confidenceWords(finding)}`),
    tagged('WHY', mask(finding.why)),
    ...finding.evidence.map((line) => tagged('SEEN', mask(line))),
    ...finding.fixes.flatMap((fix) => [
      tagged('FIX', say`${OWNER_WORDS[fix.owner]}: ${fix.text}`),
      ...(fix.command === null ? [] : fix.command.split('\n').map((line) => tagged('', say`    ${line}`))),
    ]),
    ...(finding.requirements.length === 0 ? [] : [tagged('ROWS', rowsText(finding))]),
  ];
}

/** What was found in all, and what follows from it: the last lines of a run. */
export function summaryLines(report: Report, mask: Mask): string[] {
  const { summary, findings, notes } = report;
  const roots = findings.filter(({ causedBy }) => causedBy === null);
  const consequences = findings.length - roots.length;
  return [
    ...notes.map(({ text }) => tagged('NOTE', mask(text))),
    tagged(
      'DONE',
      joined(', ', [
        outcomeWords(report),
        `${summary.met} met`,
        `${summary.unmet} not met`,
        `${summary.unknown} open`,
        roots.length === 0 ? 'no finding' : count(roots.length, 'finding'),
        consequences > 0 && count(consequences, 'consequence'),
        duration(report.durationMs),
      ]),
    ),
  ];
}

/** One line while a sweep runs. */
export function progressLine(live: LiveSweep): string {
  return progressOf(live) ?? '';
}

function outcomeWords({ summary, findings }: Report): string {
  if (summary.met + summary.unmet + summary.unknown === 0) return 'nothing that counts was measured, so nothing is proven';
  const words = OUTCOME_WORDS[summary.outcome];
  return summary.outcome === 'pass' && findings.length > 0 ? `PASS with advice: ${words}` : words;
}

const OUTCOME_WORDS = {
  pass: 'every counting row that was measured is met',
  fail: 'something is in the way',
  inconclusive: 'nothing fails, something is open',
} as const satisfies Record<Report['summary']['outcome'], string>;

function tagged(tag: string, text: string): string {
  return `${tag.padEnd(6)}  ${text}`;
}

function rowsText({ requirements }: Finding): string {
  const shown = requirements.slice(0, 6);
  const more = requirements.length - shown.length;
  return joined(', ', [...shown, more > 0 && `${more} more`]);
}
