/** The access requirements row by row, one table per area, and the open rows with their reasons. */

import { remarkOf } from '../../documents/evidence/evidence.ts';
import { rowsByArea, unsettled, whyOpen } from '../../documents/report/report-words.ts';
import { count, duration } from '../../documents/words/quantity.ts';
import { joined, listed } from '../../documents/words/say.ts';
import { verdictStatus } from '../../documents/words/status-words.ts';
import { LEVEL_WORDS } from '../../documents/words/words.ts';
import { decisive, type Retried, retriedRows } from '../../knowledge/measurements/retries.ts';
import type { Finding } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';
import type { ReportRequirement } from '../../model/report.ts';
import { html, type Markup, type Part } from '../../render/markup.ts';
import type { Told } from '../told.ts';
import { badge, cardTable, folded, list, section } from './parts.ts';

const asIs = (text: string) => text;
/** Number of rows named in a group with one reason. */
const NAMED_ROWS = 12;

/** What a row's cells are made of. */
interface Evidence {
  observations: ReadonlyMap<string, Observation>;
  retried: ReadonlyMap<string, Retried>;
  /** Findings by the rows that they explain. */
  findings: ReadonlyMap<string, Finding[]>;
}

export function rows({ report }: Told): Markup {
  const evidence: Evidence = {
    observations: new Map(report.observations.map((observation) => [observation.id, observation])),
    retried: retriedRows(report.observations),
    findings: new Map(report.requirements.map(({ id }) => [id, report.findings.filter(({ requirements }) => requirements.includes(id))])),
  };
  return section(
    'requirements',
    'Requirements',
    rowsByArea(report.requirements).map(({ area, rows: inArea }) =>
      folded(
        html`<b>${area}</b> <span>${tally(inArea)}</span>`,
        cardTable(
          ['', 'Row', 'Endpoint', 'Seen'],
          inArea.map((row) => cells(row, evidence)),
        ),
        // Areas with problems are open; areas in order are one line.
        inArea.some(({ counts, verdict }) => verdict === 'unmet' || (counts && verdict === 'unknown')),
      ),
    ),
  );
}

function cells(row: ReportRequirement, evidence: Evidence): Part[] {
  const counting = row.counts ? 'counts' : 'does not count';
  const from = row.neededFrom.length === 0 ? 'anywhere' : listed(row.neededFrom);
  return [
    badge(verdictStatus(row)),
    html`${row.title}<br><small><code>${row.id}</code> ${counting}; ${LEVEL_WORDS[row.level]}, from ${from}</small>`,
    html`<span class="endpoint">${row.endpoint}</span>`,
    seen(row, evidence),
  ];
}

/** The failure, or the time of a pass; the reason where nothing was measured; and the cause. */
function seen(row: ReportRequirement, { observations, retried, findings }: Evidence): Part {
  const own = row.observations.flatMap((id) => observations.get(id) ?? []).filter(({ role }) => role === 'row');
  const made = own.map((first) => decisive(first, retried));
  const failed = made.find(({ failure }) => failure !== null);
  const ids = (failed === undefined ? made.slice(0, 1) : [failed]).map(({ id }) => html` <code>${id}</code>`);
  return html`${joined('; ', [resultOf(row, made, failed), whyOpen(row)])}${ids}${(findings.get(row.id) ?? []).map(cause)}`;
}

function resultOf({ verdict, reason }: ReportRequirement, made: readonly Observation[], failed: Observation | undefined): string {
  if (failed !== undefined) return reason === 'no-reply' ? '' : remarkOf(failed, asIs);
  return verdict === 'met' && made.length > 0 ? duration(Math.max(...made.map(({ durationMs }) => durationMs))) : '';
}

/** A consequence is shown with its cause. */
function cause({ id, causedById, code }: Finding): Markup {
  return html` <a href="#${causedById ?? id}">${code}</a>`;
}

/** `3 not met, 1 open, 12 met`, over all rows of the area. */
function tally(inArea: readonly ReportRequirement[]): string {
  const words = { unmet: 'not met', unknown: 'open', met: 'met', 'not-applicable': 'not applicable' } as const;
  return joined(
    ', ',
    Object.entries(words).map(([verdict, word]) => {
      const number = inArea.filter((row) => row.verdict === verdict).length;
      return number > 0 && `${number} ${word}`;
    }),
  );
}

export function openRows({ report }: Told): Markup {
  const groups = unsettled(report).map(({ why, counting, rows: open }) => {
    const named = open.slice(0, NAMED_ROWS).map(({ id }) => html`<code>${id}</code> `);
    const left = open.length - NAMED_ROWS;
    const counts = counting ? `${open.length === 1 ? 'counts' : 'count'}` : `${open.length === 1 ? 'does' : 'do'} not count`;
    return html`<b>${why}</b>: ${count(open.length, 'row')} that ${counts}. ${named}${left > 0 && `and ${left} more`}`;
  });
  return section('open', 'What was not settled, and why', list(groups));
}
