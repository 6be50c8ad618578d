/** The answers of the guided session, one step per line. */
import { type PathLine, pathLines } from '../../documents/words/path-words.ts';
import { duration } from '../../documents/words/quantity.ts';
import { html, type Markup } from '../../render/markup.ts';
import type { Told } from '../told.ts';
import { badge, section } from './parts.ts';

export function path({ session, report }: Told): Markup {
  const lines = pathLines(session.path, report);
  const walk =
    lines.length === 0
      ? html`<p>There was no walk: the rows were measured in one sweep.</p>`
      : html`<ol class="path">${lines.map(line)}</ol>`;
  return section('path', 'The way through the questions', walk);
}

function line({ title, question, outcome, by, status, atMs }: PathLine): Markup {
  return html`<li><p><b>${title}</b> <span class="quiet">${question}</span> <small class="quiet">at ${duration(atMs)}</small></p>${
    outcome !== null &&
    html`<p>${status !== null && badge(status)} ${outcome}${by !== null && html` <span class="quiet">(answered by ${by})</span>`}</p>`
  }</li>\n`;
}
