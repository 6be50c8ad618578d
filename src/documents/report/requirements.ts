/** The requirements of the report, a table per area; and those without a definite verdict, with the reason. */
import { decisiveObservation, type RetriedRow, retriedRows } from '../../knowledge/measurements/retries.ts';
import type { Finding } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';
import type { ReportRequirement } from '../../model/report.ts';
import { type Block, paragraph, type Span, section, type Text } from '../../render/block.ts';
import { failureRemark } from '../evidence/evidence.ts';
import { count, duration } from '../words/quantity.ts';
import { joined, toList, unmasked } from '../words/say.ts';
import { RETRY_PASSED_REMARK, verdictStatus } from '../words/status-words.ts';
import { LEVEL_WORDS } from '../words/words.ts';
import type { RedactedReport, ReportExtent } from './redacted-report.ts';
import { openReason, rowsByArea, unsettledRows } from './report-words.ts';

/** The maximum number of requirements to list in a group with the same reason. */
const NAMED_ROWS = 12;

interface Evidence {
  observations: ReadonlyMap<string, Observation>;
  retried: ReadonlyMap<string, RetriedRow>;
  findings: readonly Finding[];
}

/**
 * A ticket lists the requirements that count and those that were measured completely here. Of requirements that need another machine, it
 * gives only the number.
 */
export function rowSections({ report }: RedactedReport, extent: ReportExtent): Block[] {
  const { requirements, observations, findings } = report;
  const evidence: Evidence = {
    observations: new Map(observations.map((each) => [each.id, each])),
    retried: retriedRows(observations),
    findings,
  };
  const shown = requirements.filter(({ counts, verdict }) => extent === 'page' || counts || verdict === 'met' || verdict === 'unmet');
  const left = requirements.length - shown.length;
  return [
    ...rowsByArea(shown).map(({ area, rows }) =>
      section(
        [{ strong: area }, { quiet: ` ${tally(rows)}` }],
        [{ kind: 'table', head: ['', 'Row', 'Endpoint', 'Seen'], rows: rows.map((row) => cells(row, evidence)) }],
        // Sections with problems are open. The others are one line.
        { fold: rows.some(({ counts, verdict }) => verdict === 'unmet' || (counts && verdict === 'unknown')) ? 'open' : 'folded' },
      ),
    ),
    ...(left === 0
      ? []
      : [
          paragraph(
            `${count(left, 'more row')} in report.json: not needed on this machine, not applicable, or inconclusive but without influence on the result.`,
          ),
        ]),
  ];
}

function cells(row: ReportRequirement, evidence: Evidence): Text[] {
  const counting = row.counts ? 'counts' : 'does not count';
  const from = row.neededFrom.length === 0 ? 'anywhere' : toList(row.neededFrom);
  return [
    [{ status: verdictStatus(row) }],
    [`${row.title} `, { code: row.id }, { quiet: ` ${counting}; ${LEVEL_WORDS[row.level]}, from ${from}` }],
    [{ code: row.endpoint }],
    seen(row, evidence),
  ];
}

/** The failure, or the duration of a success; the reason if nothing was measured; and the cause. */
function seen(row: ReportRequirement, { observations, retried, findings }: Evidence): Text {
  const own = row.observations.flatMap((id) => observations.get(id) ?? []).filter(({ role }) => role === 'row');
  const made = own.map((first) => decisiveObservation(first, retried));
  const failed = made.find(({ failure }) => failure !== null);
  const retry = row.verdict === 'met' && own.some((first, at) => first !== made[at]) && RETRY_PASSED_REMARK;
  return [
    joined('; ', [remark(row, made, failed), retry, openReason(row)]),
    ...findings.filter(({ requirements }) => requirements.includes(row.id)).flatMap(cause),
  ];
}

function remark({ verdict, reason }: ReportRequirement, made: readonly Observation[], failed: Observation | undefined): string {
  if (failed !== undefined) return reason === 'no-reply' ? '' : failureRemark(failed, unmasked);
  return verdict === 'met' && made.length > 0 ? duration(Math.max(...made.map(({ durationMs }) => durationMs))) : '';
}

/** A consequence is described together with its cause. */
function cause({ id, causedById, code }: Finding): Span[] {
  return [' ', { text: code, to: `#${causedById ?? id}` }];
}

/** Returns text like `3 not met, 1 inconclusive, 12 met`, about all requirements of the area. */
function tally(inArea: readonly ReportRequirement[]): string {
  const words = { unmet: 'not met', unknown: 'inconclusive', met: 'met', 'not-applicable': 'not applicable' } as const;
  return joined(
    ', ',
    Object.entries(words).map(([verdict, word]) => {
      const number = inArea.filter((row) => row.verdict === verdict).length;
      return number > 0 && `${number} ${word}`;
    }),
  );
}

export function unsettledItems({ report }: RedactedReport): Text[] {
  return unsettledRows(report).map(({ why, counting, rows: open }) => {
    const named = open.slice(0, NAMED_ROWS).flatMap(({ id }): Span[] => [{ code: id }, ' ']);
    const left = open.length - NAMED_ROWS;
    const one = open.length === 1;
    const counts = counting ? `${one ? 'counts' : 'count'}` : `${one ? 'does' : 'do'} not count`;
    return [{ strong: why }, `: ${count(open.length, 'row')} that ${counts}. `, ...named, left > 0 ? `and ${left} more` : ''];
  });
}
