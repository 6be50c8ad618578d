/** Blocks as HTML. The style sheet decides the look; a colour only repeats a word. */
import { type Block, type Hop, type Section, type Span, spansOf, type Text } from './block.ts';
import { html, type Markup, type MarkupPart } from './markup.ts';
import { timelineMarkup } from './timeline.ts';

/** `level` is that of the outermost headings. */
export function htmlOf(blocks: readonly Block[], level = 2): Markup {
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
      return html`<ol class="path">${block.hops.map(hop)}</ol>`;
    case 'timeline':
      return timelineMarkup(block.timeline, block.legend, inline);
    case 'quote':
      return html`<blockquote>${inline(block.text)}</blockquote>`;
    case 'status':
      return html`<p>${badge(block.status)} ${inline(block.text)}</p>`;
  }
}

/** Outermost sections get an id; one with a status becomes a card. */
function sectionMarkup({ heading, blocks, status, id, fold }: Section, level: number): Markup {
  const content = htmlOf(blocks, level + 1);
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

/** The word is always present; the colour only repeats it. */
function badge(status: string): Markup {
  return html`<b class="badge ${status.toLowerCase()}">${status}</b>`;
}

function hop({ status, label, text }: Hop): Markup {
  const words = text === '' || text.length === 0 ? null : html`<p>${inline(text)}</p>`;
  return html`<li><p>${status !== null && badge(status)} <b>${label}</b></p>${words}</li>\n`;
}

/** A table whose rows become cards on a narrow screen, with the heading in each cell. */
function cardTable(head: readonly string[], rows: readonly (readonly Text[])[]): Markup {
  const cells = (row: readonly Text[]) => row.map((cell, at) => html`<td data-label="${head[at]}">${inline(cell)}</td>`);
  return html`<table class="cards"><thead><tr>${head.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead><tbody>${rows.map(
    (row) => html`<tr>${cells(row)}</tr>\n`,
  )}</tbody></table>`;
}

/** A table wider than a phone: it scrolls in its own box, and the row names stay visible. */
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
