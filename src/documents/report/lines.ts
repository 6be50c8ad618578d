/** The text of the screens as plain lines, for pipes, logs and screen readers. */
import type { Diagnosis } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import { progressOf } from '../finding/finding.ts';
import type { Row } from '../rows/rows.ts';
import type { LiveSweep } from '../subject.ts';
import { count, duration } from '../words/quantity.ts';
import { joined, type Mask } from '../words/say.ts';
import { editionText, questionText } from './report-words.ts';

/** `FAIL    HTTPS 8443  us01.gitpod.dev  161 ms  unexpected issuer`. The status word comes first. */
export function rowLine(row: Pick<Row, 'status' | 'what' | 'target' | 'duration' | 'remark'>): string {
  return joined('  ', [row.status.padEnd(6), row.what.padEnd(10), row.target, row.duration, row.remark]).trimEnd();
}

/** The outcome: the last lines of a run. */
export function summaryLines(report: Report, mask: Mask): string[] {
  const { summary, findings, notes } = report;
  const roots = findings.filter(({ causedBy }) => causedBy === null);
  const consequences = findings.length - roots.length;
  return [
    ...(editionText(report.catalog) === '' ? [] : [tagged('LIST', editionText(report.catalog))]),
    ...notes.map(({ text }) => tagged('NOTE', mask(text))),
    ...(summary.questions ?? []).map((question) => tagged('ASK', questionText(question))),
    tagged(
      'DONE',
      joined(', ', [
        outcomeWords(report),
        `${summary.met} met`,
        `${summary.unmet} not met`,
        `${summary.unknown} inconclusive`,
        roots.length === 0 ? 'no finding' : count(roots.length, 'finding'),
        consequences > 0 && count(consequences, 'consequence'),
        duration(report.durationMs),
      ]),
    ),
  ];
}

/** What the result covers, if the session ended early. */
export function stoppedLine({ verdicts }: Pick<Diagnosis, 'verdicts'>): string {
  const counting = verdicts.filter(({ counts }) => counts);
  const checked = counting.filter(({ verdict, observations }) => verdict !== 'unknown' || observations.length > 0);
  return tagged('STOP', `Stopped, ${checked.length} of ${counting.length} checked`);
}

/** The progress of a running sweep, in one line. */
export function progressLine(live: LiveSweep): string {
  return progressOf(live) ?? '';
}

function outcomeWords({ summary, findings }: Report): string {
  if (summary.met + summary.unmet + summary.unknown === 0) return 'no check that counts was made, so the result proves nothing';
  if (summary.outcome !== 'pass' || findings.length === 0) return OUTCOME_WORDS[summary.outcome];
  // A cause may fail a check that does not count, so the sentence does not deny a problem.
  return findings.every(({ severity }) => severity === 'advice')
    ? `PASS with advice: ${OUTCOME_WORDS.pass}`
    : 'PASS with a finding: every check that counts passed';
}

const OUTCOME_WORDS = {
  pass: 'no problem found in what was checked',
  fail: 'a required check fails',
  inconclusive: 'no failures; some checks are inconclusive',
} as const satisfies Record<Report['summary']['outcome'], string>;

function tagged(tag: string, text: string): string {
  return `${tag.padEnd(6)}  ${text}`;
}
