/** `report.html`: one file without scripts or external content; readable on a phone, in dark mode and on paper. */
import { evidenceLimits, headline } from '../../documents/report/report-words.ts';
import { html, type Markup, render } from '../../render/markup.ts';
import { LEVEL_SENTENCES } from '../level-sentences.ts';
import type { Told } from '../told.ts';
import { changes } from './changes.ts';
import { causes, notes } from './findings.ts';
import { list, section } from './parts.ts';
import { path } from './path.ts';
import { proxies } from './proxies.ts';
import { openRows, rows } from './rows.ts';
import { STYLE } from './style.ts';
import { summary } from './summary.ts';
import { timeline } from './timeline.ts';

/** A section and its word in the navigation; null keeps it out of that. */
type Section = [word: string | null, id: string, content: Markup];

function sectionsOf(told: Told): Section[] {
  const { report, account } = told;
  const key = html`The pseudonyms belong to key <code>${account.keyId}</code>: reports of one key use the same names.`;
  const all: Section[] = [
    ['Causes', 'causes', causes(told)],
    ['Changes', 'changes', changes(report.comparison)],
    [null, 'notes', notes(told)],
    ['Questions', 'path', path(told)],
    ['Requirements', 'requirements', rows(told)],
    ['Not settled', 'open', openRows(told)],
    ['Proxies', 'proxies', proxies(told.ways)],
    ['Timeline', 'timeline', timeline(told)],
    ['Limits', 'limits', section('limits', 'What this cannot show', list(evidenceLimits(report)))],
    [null, 'redaction', section('redaction', 'What was replaced', html`<p>${LEVEL_SENTENCES[account.level]} ${key}</p>`)],
  ];
  return all.filter(([, , content]) => render(content) !== '');
}

export function reportPage(told: Told): string {
  const sections = sectionsOf(told);
  const links = sections.map(([word, id]) => word !== null && html`<a href="#${id}">${word}</a>`);
  return render(html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${headline(told.report)}</title>
${STYLE}
</head>
<body>
${summary(told)}<nav aria-label="Sections">${links}</nav>
<main>
${sections.map(([, , content]) => content)}</main>
</body>
</html>
`);
}
