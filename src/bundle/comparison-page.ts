/** `compare --html`: two or more reports as one self-contained page. */

import { comparisonNotes, WARNING_WORDS } from '../documents/report/comparison.ts';
import { count } from '../documents/words/quantity.ts';
import type { Comparison, Matrix } from '../model/comparison.ts';
import { html, type Markup, type Part, render } from '../render/markup.ts';
import { causesOf, changeTable, word } from './html/changes.ts';
import { badge, list, section } from './html/parts.ts';
import { STYLE } from './html/style.ts';

export function comparisonPage(comparison: Comparison, names: { before: string; after: string }): string {
  const { changes, rows } = comparison;
  const told = (what: keyof Comparison['findings']) => causesOf(comparison, what);
  const unchanged = rows?.compared === 0 ? 'No requirement was compared' : 'No requirement changed';
  const title = changes.length === 0 ? unchanged : `${count(changes.length, 'requirement')} changed`;
  return page(
    title,
    html`<p>Before: <code>${names.before}</code>. After: <code>${names.after}</code>.</p>${list(comparisonNotes(comparison))}
${section('new', 'New causes', list(told('new')))}${section('fixed', 'Fixed', list(told('fixed')))}${section('still', 'Unchanged causes', list(told('unchanged')))}
${section('rows', 'Requirements', changes.length > 0 && changeTable(changes))}`,
  );
}

export function matrixPage({ vantages, rows, causes, warnings }: Matrix): string {
  const differing = rows.filter(({ differs }) => differs).length;
  return page(
    `${count(vantages.length, 'report')} side by side`,
    html`<p>${differing === 0 ? 'The reports agree on every row that they share.' : `They do not agree on ${count(differing, 'row')}, marked ≠.`}</p>${list(warnings.map((warning) => WARNING_WORDS[warning]))}
${section(
  'causes',
  'Causes',
  causes.length > 0 &&
    table(
      vantages,
      'cause',
      causes.map(({ code, name, found }) => ({
        name: `${code} ${name}`,
        mark: '',
        cells: found.map((here) => (here ? badge('FAIL') : '–')),
      })),
    ),
)}
${section(
  'rows',
  'Requirements',
  table(
    vantages,
    'requirement',
    rows.map(({ requirement, verdicts, differs }) => ({ name: requirement, mark: differs ? '≠ ' : '', cells: verdicts.map(word) })),
  ),
)}`,
  );
}

function table(
  vantages: Matrix['vantages'],
  what: string,
  rows: readonly { name: string; mark: string; cells: readonly Part[] }[],
): Markup {
  return html`<div class="wide"><table class="matrix"><thead><tr><th>${what}</th>${vantages.map(
    ({ name, from, startedAt }) => html`<th scope="col">${from ?? 'place not told'}<br><small>${name}<br>${startedAt}</small></th>`,
  )}</tr></thead><tbody>${rows.map(
    ({ name, mark, cells }) =>
      html`<tr><th scope="row">${mark}<code>${name}</code></th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`,
  )}</tbody></table></div>`;
}

function page(title: string, content: Markup): string {
  return render(html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
${STYLE}
</head>
<body>
<main>
<p class="product">gitpod-doctor</p>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`);
}
