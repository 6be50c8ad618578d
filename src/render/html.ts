/** Blocks as HTML. The style sheet decides how they look, and a colour only repeats a word. */
import { type Block, type Hop, plainText, type Section, type Span, spansOf, type Text } from './block.ts';
import { html, type Markup, type MarkupPart } from './markup.ts';
import type { StatusWord } from './status-words.ts';
import { timelineMarkup } from './timeline.ts';

/** `level` is the level of the outermost headings. */
export function renderHtml(blocks: readonly Block[], level = 2): Markup {
  return html`${blocks.map((block) => blockMarkup(block, level))}`;
}

function blockMarkup(block: Block, level: number): Markup {
  switch (block.kind) {
    case 'section':
      return sectionMarkup(block, level);
    case 'paragraph':
      return html`<p>${inline(block.text)}</p>`;
    case 'list': {
      const items = block.items.map((item) => html`<li>${inline(item)}</li>`);
      return block.ordered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
    }
    case 'facts':
      return html`<dl>${block.facts.map(({ label, text }) => html`<div><dt>${label}</dt><dd>${inline(text)}</dd></div>`)}</dl>`;
    case 'command':
      return html`<pre>${block.text}</pre>`;
    case 'table':
      return block.wide ? wideTable(block.head, block.rows) : cardTable(block.head, block.rows);
    case 'path':
      if (block.picture) return html`<ol class="route">${block.hops.map(stop)}</ol>\n`;
      return html`<ol class="path">${block.hops.map(hop)}</ol>`;
    case 'timeline':
      return timelineMarkup(block.timeline, block.legend, inline);
    case 'quote':
      return html`<blockquote>${inline(block.text)}</blockquote>`;
    case 'status':
      return html`<p>${badge(block.status)} ${inline(block.text)}</p>`;
  }
}

/** Outermost sections get an id, and those with a status become cards. */
function sectionMarkup({ heading, blocks, status, id, fold }: Section, level: number): Markup {
  const content = renderHtml(blocks, level + 1);
  const title = html`${status !== undefined && badge(status)}${status !== undefined && ' '}${inline(heading)}`;
  if (fold === 'open') return html`<details open><summary>${title}</summary>${content}</details>\n`;
  if (fold === 'folded') return html`<details><summary>${title}</summary>${content}</details>\n`;
  const whole = html`${headed(title, level)}${content}`;
  if (id === undefined) return whole;
  if (status !== undefined) return html`<article id="${id}" class="${status.toLowerCase()}">${whole}</article>\n`;
  return html`<section id="${id}">${whole}</section>\n`;
}

function headed(title: Markup, level: number): Markup {
  if (level <= 1) return html`<h1>${title}</h1>`;
  if (level === 2) return html`<h2>${title}</h2>`;
  return level === 3 ? html`<h3>${title}</h3>` : html`<h4>${title}</h4>`;
}

/** The status word is always present, and the colour only repeats it. */
function badge(status: string): Markup {
  return html`<b class="badge ${status.toLowerCase()}">${status}</b>`;
}

function hop({ status, label, text }: Hop): Markup {
  const words = text === '' || text.length === 0 ? null : html`<p>${inline(text)}</p>`;
  return html`<li><p>${status !== null && badge(status)} <b>${label}</b></p>${words}</li>\n`;
}

/** An arrow with the mark of a status, and the hop to which it leads. */
function stop({ status, label, text }: Hop, at: number): Markup {
  if (at === 0) return html`<li><span>${label}</span></li>`;
  const words = status === null ? null : html`<small>${status}${plainText(text) !== '' && html` ${inline(text)}`}</small>`;
  const arrow = html`<svg width="44" height="20" viewBox="0 0 44 20" aria-hidden="true"><path d="M2 10h38m-6-5l6 5-6 5"/>${status !== null && html`<circle cx="18" cy="10" r="8"/>${MARKS[status]}`}</svg>`;
  return html`<li class="${(status ?? 'none').toLowerCase()}">${arrow}${words}<span>${label}</span></li>`;
}

/** The symbols are paths, so that they do not depend on a font. */
const MARKS = {
  PASS: html`<path d="M14 10l3 3 5-6"/>`,
  FAIL: html`<path d="M15 7l6 6m0-6l-6 6"/>`,
  UNSURE: html`<path d="M15.5 8a2.5 2.5 0 1 1 3.5 2.3l-1 .7v1m0 2v.1"/>`,
  ADVICE: html`<path d="M18 6v4m0 2.5v.1"/>`,
  WAIT: html`<path d="M15 10h.1m3 0h.1m3 0h.1"/>`,
  SKIP: html`<path d="M15 10h6"/>`,
} as const satisfies Record<StatusWord, Markup>;

/** A table whose rows become cards on a narrow screen, with the heading in each cell. */
function cardTable(head: readonly string[], rows: readonly (readonly Text[])[]): Markup {
  const cells = (row: readonly Text[]) => row.map((cell, at) => html`<td data-label="${head[at]}">${inline(cell)}</td>`);
  return html`<table class="cards"><thead><tr>${head.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead><tbody>${rows.map(
    (row) => html`<tr>${cells(row)}</tr>\n`,
  )}</tbody></table>`;
}

/** A table wider than a phone scrolls in its own box, and its row names stay visible. */
function wideTable(head: readonly string[], rows: readonly (readonly Text[])[]): Markup {
  const row = ([name = '', ...cells]: readonly Text[]) =>
    html`<tr><th scope="row">${inline(name)}</th>${cells.map((cell) => html`<td>${inline(cell)}</td>`)}</tr>\n`;
  return html`<div class="wide" tabindex="0" role="region" aria-label="${head[0]}"><table class="matrix"><thead><tr>${head.map(
    (title) => html`<th scope="col"><span>${title}</span></th>`,
  )}</tr></thead><tbody>${rows.map(row)}</tbody></table></div>`;
}

function inline(text: Text): MarkupPart {
  return spansOf(text).map(span);
}

function span(part: Span): MarkupPart {
  if (typeof part === 'string') return part;
  if ('code' in part) return html`<code>${part.code}</code>`;
  if ('strong' in part) return html`<b>${part.strong}</b>`;
  if ('quiet' in part) return html`<span class="quiet">${part.quiet}</span>`;
  if ('status' in part) return badge(part.status);
  return html`<a href="${part.to}">${part.text}</a>`;
}
