/** The timeline as a picture: a bar per phase, a line per measurement. Labels are text, so they are readable at any width. */
import { BAR_KINDS, type Bar, type BarKind, type Legend, type Text, type Timeline, type TimelineRow } from './block.ts';
import { html, type Markup, type MarkupPart } from './markup.ts';

export function timelineMarkup(timeline: Timeline, legend: Legend, inline: (text: Text) => MarkupPart): Markup {
  return html`<p class="legend">${BAR_KINDS.map((kind) => swatch(kind, legend[kind]))}</p>
<div class="axis" aria-hidden="true"><svg width="100%" height="18">${timeline.ticks.map(({ atMs, label }) => tick(percent(atMs, timeline), label))}</svg></div>
<ol class="timeline">${timeline.rows.map((row) => line(row, timeline, inline))}</ol>`;
}

function swatch(kind: BarKind, words: string | undefined): MarkupPart {
  if (words === undefined) return '';
  return html`<span><svg width="12" height="12" aria-hidden="true"><rect width="12" height="12" class="${kind}"/></svg> ${words}</span> `;
}

function tick(x: string, label: string): Markup {
  return html`<line x1="${x}" x2="${x}" y1="12" y2="18"/><text x="${x}" y="10">${label}</text>`;
}

function line({ label, words, bars }: TimelineRow, timeline: Timeline, inline: (text: Text) => MarkupPart): Markup {
  return html`<li><p>${inline(label)} <small class="quiet">${words}</small></p><svg width="100%" height="12" role="img" aria-label="${words}">${bars.map(
    (bar) => rect(bar, timeline),
  )}</svg></li>\n`;
}

/** Even a very short phase is drawn with a visible width. A phase that failed is taller, so that colour is not its only mark. */
function rect({ is, startMs, durationMs, label }: Bar, timeline: Timeline): Markup {
  const width = `${Math.max(0.4, (durationMs / span(timeline)) * 100).toFixed(3)}%`;
  const [y, height] = is === 'failed' || is === 'silent' || is === 'ended' ? [0, 12] : [3, 6];
  return html`<rect x="${percent(startMs - timeline.startMs, timeline)}" y="${y}" width="${width}" height="${height}" class="${is}"><title>${label}</title></rect>`;
}

function percent(ms: number, timeline: Timeline): string {
  return `${((Math.max(0, ms) / span(timeline)) * 100).toFixed(3)}%`;
}

function span({ startMs, endMs }: Timeline): number {
  return Math.max(1, endMs - startMs);
}
