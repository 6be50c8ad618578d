/** Building blocks of the sections. */
import type { StatusWord } from '../../documents/words/status-words.ts';
import { html, type Markup, type Part } from '../../render/markup.ts';

/** A section with its heading; empty without content. */
export function section(id: string, title: string, ...content: readonly Part[]): Markup {
  if (content.every((part) => part === null || part === false || part === '')) return html``;
  return html`<section id="${id}"><h2>${title}</h2>${content}</section>\n`;
}

/** Shows the word itself: colour only repeats it. */
export function badge(status: StatusWord): Markup {
  return html`<b class="badge ${status.toLowerCase()}">${status}</b>`;
}

export function list(items: readonly Part[]): Markup | null {
  return items.length === 0 ? null : html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}

export function pairs(items: readonly { label: string; text: string }[]): Markup {
  return html`<dl>${items.map(({ label, text }) => html`<div><dt>${label}</dt><dd>${text}</dd></div>`)}</dl>`;
}

/** Text to be copied unchanged. */
export function copyable(text: string): Markup {
  return html`<pre>${text}</pre>`;
}

/** Collapsed on a screen, open on paper. */
export function folded(summary: Part, content: Part, open = false): Markup {
  const inner = html`<summary>${summary}</summary>${content}`;
  return open ? html`<details open>${inner}</details>` : html`<details>${inner}</details>`;
}

/** A table whose rows become cards on a narrow screen, so each cell carries its heading. */
export function cardTable(head: readonly string[], rows: readonly (readonly Part[])[]): Markup {
  return html`<table class="cards"><thead><tr>${head.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead><tbody>${rows.map(
    (cells) => html`<tr>${cells.map((cell, index) => html`<td data-label="${head[index]}">${cell}</td>`)}</tr>\n`,
  )}</tbody></table>`;
}
