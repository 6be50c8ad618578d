/** `report.html`: one file, no script, nothing fetched from anywhere; readable on a phone, in the dark and on paper. */
import { evidenceLimits, headline } from '../../present/report-words.ts';
import { LEVEL_SENTENCES } from '../level-sentences.ts';
import type { Told } from '../told.ts';
import { findings } from './findings.ts';
import { html, render } from './markup.ts';
import { list, section } from './parts.ts';
import { path } from './path.ts';
import { proxies } from './proxies.ts';
import { notSettled, rows } from './rows.ts';
import { STYLE } from './style.ts';
import { summary } from './summary.ts';
import { timeline } from './timeline.ts';

/** A section that is empty leads nowhere, and a browser stays where it is. */
const NAVIGATION = html`<nav aria-label="Sections"><a href="#causes">Causes</a><a href="#path">Questions</a><a href="#requirements">Requirements</a><a href="#open">Not settled</a><a href="#proxies">Proxies</a><a href="#timeline">Timeline</a><a href="#limits">Limits</a></nav>`;

export function reportPage(told: Told): string {
  const { report, account } = told;
  return render(html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${headline(report)}</title>
${STYLE}
</head>
<body>
${summary(told)}${NAVIGATION}
<main>
${findings(told)}${path(told)}${rows(told)}${notSettled(told)}${proxies(told.ways)}${timeline(told)}${section(
  'limits',
  'What this cannot show',
  list(evidenceLimits(report)),
)}${section('redaction', 'What was replaced', html`<p>${LEVEL_SENTENCES[account.level]} The pseudonyms belong to key <code>${account.keyId}</code>: reports of one key use the same names.</p>`)}</main>
</body>
</html>
`);
}
