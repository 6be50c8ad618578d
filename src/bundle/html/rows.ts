/** The access requirements row by row, an area a table; and what was not settled, with the reason. */
import type { Observation } from '../../model/observation.ts';
import type { ReportRequirement } from '../../model/report.ts';
import { remarkOf } from '../../present/evidence.ts';
import { count, duration } from '../../present/quantity.ts';
import { rowsByArea, unsettled, whyOpen } from '../../present/report-words.ts';
import { joined } from '../../present/say.ts';
import { VERDICT_STATUS } from '../../present/status-words.ts';
import { LEVEL_WORDS, VANTAGE_WORDS } from '../../present/words.ts';
import type { Told } from '../told.ts';
import { html, type Markup, type Part } from './markup.ts';
import { badge, cardTable, folded, list, section } from './parts.ts';

const asIs = (text: string) => text;
/** Of a group of rows that share a reason, the ones that are named. */
const NAMED_ROWS = 12;

export function rows({ report }: Told): Markup {
  const observations = new Map(report.observations.map((observation) => [observation.id, observation]));
  return section(
    'requirements',
    'Requirements',
    rowsByArea(report.requirements).map(({ area, rows: inArea }) =>
      folded(
        html`<b>${area}</b> <span>${tally(inArea)}</span>`,
        cardTable(
          ['', 'Row', 'Endpoint', 'Seen'],
          inArea.map((row) => cells(row, observations)),
        ),
        // What needs a look stands open; what is in order is one line.
        inArea.some(({ counts, verdict }) => verdict === 'unmet' || (counts && verdict === 'unknown')),
      ),
    ),
  );
}

function cells(row: ReportRequirement, observations: ReadonlyMap<string, Observation>): Part[] {
  const counting = row.counts ? 'counts' : 'does not count';
  const from = row.neededFrom.map((place) => VANTAGE_WORDS[place]).join(', ');
  return [
    badge(VERDICT_STATUS[row.verdict]),
    html`${row.title}<br><small><code>${row.id}</code> ${counting}; ${LEVEL_WORDS[row.level]}${from !== '' && `; needed from ${from}`}</small>`,
    html`<span class="endpoint">${row.endpoint}</span>`,
    seen(row, observations),
  ];
}

/** The failure that was seen, or how long it took to find nothing wrong; where nothing was measured, why. */
function seen(row: ReportRequirement, observations: ReadonlyMap<string, Observation>): Part {
  const made = row.observations.flatMap((id) => observations.get(id) ?? []).filter(({ role }) => role === 'row');
  const failed = made.find(({ failure }) => failure !== null);
  const slowest = Math.max(...made.map(({ durationMs }) => durationMs));
  const told = failed !== undefined ? remarkOf(failed, asIs) : row.verdict === 'met' && made.length > 0 ? duration(slowest) : '';
  const links = (failed === undefined ? made.slice(0, 1) : [failed]).map(({ id }) => html` <code>${id}</code>`);
  return html`${joined('; ', [told, whyOpen(row)])}${links}`;
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

export function notSettled({ report }: Told): Markup {
  const groups = unsettled(report).map(({ why, counting, rows: open }) => {
    const named = open.slice(0, NAMED_ROWS).map(({ id }) => html`<code>${id}</code> `);
    const left = open.length - NAMED_ROWS;
    const counts = counting ? `${open.length === 1 ? 'counts' : 'count'}` : `${open.length === 1 ? 'does' : 'do'} not count`;
    return html`<b>${why}</b>: ${count(open.length, 'row')} that ${counts}. ${named}${left > 0 && `and ${left} more`}`;
  });
  return section('open', 'What was not settled, and why', list(groups));
}
