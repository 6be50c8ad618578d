/** The timeline as a picture: one bar per phase, one line per measurement. Labels are text, so they stay readable at any width. */

import { type Timeline, type TimelineBar, type TimelineRow, ticksOf, timelineOf } from '../../documents/report/timeline.ts';
import { count, duration } from '../../documents/words/quantity.ts';
import type { PhaseName } from '../../model/phase.ts';
import { html, type Markup } from '../../render/markup.ts';
import { ENTRIES } from '../layout.ts';
import type { Told } from '../told.ts';
import { badge, section } from './parts.ts';

/** More lines are too many to look through. */
const LINES = 150;

/** Phases share colours: SSH's and AWS's own phases use that of HTTP. */
const COLOURS = {
  dns: 'dns',
  tcp: 'tcp',
  tunnel: 'tunnel',
  tls: 'tls',
  http: 'talk',
  checksum: 'talk',
  udp: 'talk',
  aws: 'talk',
  'ssh-config': 'own',
  banner: 'talk',
  kex: 'tls',
  'proxy-command': 'tunnel',
  'ssh-session': 'talk',
  own: 'own',
} as const satisfies Record<PhaseName | 'own', string>;

const LEGEND = [
  ['dns', 'name'],
  ['tcp', 'connection'],
  ['tunnel', 'tunnel'],
  ['tls', 'handshake'],
  ['talk', 'conversation'],
  ['own', 'on this machine'],
  ['failed', 'failed'],
  ['silent', 'no answer'],
  ['ended', 'control ended'],
] as const;

export function timeline({ report }: Told): Markup {
  const told = timelineOf(report, LINES);
  if (told.rows.length === 0) return html``;
  return section(
    'timeline',
    'Timeline',
    html`<p class="legend">${LEGEND.map(swatch)}</p>`,
    told.rows.some(({ status }) => status === null) && html`<p class="quiet"><small>${CONTROLS}</small></p>`,
    axis(told),
    html`<ol class="timeline">${told.rows.map((row) => line(row, told))}</ol>`,
    told.leftOut > 0 &&
      html`<p>${count(told.leftOut, 'more measurement')} that went well ${told.leftOut === 1 ? 'stands' : 'stand'} in ${ENTRIES.timeline}.</p>`,
  );
}

const CONTROLS = 'CONTROL: made for comparison. That it ends early may be what was hoped for.';

function swatch([colour, words]: readonly [string, string]): Markup {
  return html`<span><svg width="12" height="12" aria-hidden="true"><rect width="12" height="12" class="${colour}"/></svg> ${words}</span> `;
}

function axis(told: Timeline): Markup {
  const ticks = ticksOf(told);
  return html`<div class="axis" aria-hidden="true"><svg width="100%" height="18">${ticks.map(
    (ms) =>
      html`<line x1="${percent(ms, told)}" x2="${percent(ms, told)}" y1="12" y2="18"/><text x="${percent(ms, told)}" y="10">${duration(ms)}</text>`,
  )}</svg></div>`;
}

function line(row: TimelineRow, told: Timeline): Markup {
  return html`<li><p>${row.status === null ? html`<b class="badge">CONTROL</b>` : badge(row.status)} <code>${row.observation}</code> ${row.probe} <span class="endpoint">${row.target}</span> <small class="quiet">${row.words}</small></p><svg width="100%" height="12" role="img" aria-label="${row.words}">${row.bars.map(
    (bar) => rect(bar, told),
  )}</svg></li>\n`;
}

/** Very short phases are still drawn because they happened. A failed one is taller too, not only red. */
function rect(bar: TimelineBar, told: Timeline): Markup {
  const width = `${Math.max(0.4, (bar.durationMs / span(told)) * 100).toFixed(3)}%`;
  const name = bar.phase === 'own' ? 'measurement' : bar.phase;
  const [y, height, colour] = bar.end === 'passed' ? [3, 6, COLOURS[bar.phase]] : [0, 12, bar.end];
  return html`<rect x="${percent(bar.startMs - told.startMs, told)}" y="${y}" width="${width}" height="${height}" class="${colour}"><title>${name} ${duration(bar.durationMs)}</title></rect>`;
}

function percent(ms: number, told: Timeline): string {
  return `${((Math.max(0, ms) / span(told)) * 100).toFixed(3)}%`;
}

function span({ startMs, endMs }: Timeline): number {
  return Math.max(1, endMs - startMs);
}
