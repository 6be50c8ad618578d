/** A document as a single HTML file: without scripts or requests; readable on a phone, in dark mode and on paper. */
import type { Block } from './block.ts';
import { renderHtml } from './html.ts';
import { html, renderMarkup } from './markup.ts';
import { PAGE_STYLE } from './style.ts';

export interface HtmlPage {
  title: string;
  /** The name above the heading. */
  product: string;
  /** The first section, which contains the heading of the page. */
  top: readonly Block[];
  /** Links to sections of the page, near its top. */
  nav?: readonly { word: string; id: string }[];
  sections: readonly Block[];
}

export function pageOf({ title, product, top, nav = [], sections }: HtmlPage): string {
  const links = nav.map(({ word, id }) => html`<a href="#${id}">${word}</a>`);
  return renderMarkup(html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
${PAGE_STYLE}
</head>
<body>
<header>
<p class="product">${product}</p>
${renderHtml(top, 1)}
</header>
${links.length > 0 && html`<nav aria-label="Sections">${links}</nav>`}
<main>
${renderHtml(sections)}</main>
</body>
</html>
`);
}
