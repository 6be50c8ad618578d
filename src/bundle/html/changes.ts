/** Changes between two reports as parts of a page: for `compare`, and for a report with a baseline. */

import { causeWords, comparisonNotes, differenceWords } from '../../documents/report/comparison.ts';
import { VERDICT_STATUS } from '../../documents/words/status-words.ts';
import type { Change, Comparison } from '../../model/comparison.ts';
import type { VerdictWord } from '../../model/verdict.ts';
import { html, type Markup, type Part } from '../../render/markup.ts';
import { badge, cardTable, list, section } from './parts.ts';

/** The section of a report; empty without a baseline. */
export function changes(comparison: Comparison | undefined): Markup {
  if (comparison === undefined) return html``;
  const told = (title: string, what: keyof Comparison['findings']) => {
    const causes = list(causesOf(comparison, what));
    return causes === null ? null : html`<h3>${title}</h3>${causes}`;
  };
  const parts = [
    list(comparisonNotes(comparison)),
    ...[told('New causes', 'new'), told('Fixed', 'fixed'), told('Unchanged causes', 'unchanged')],
    comparison.changes.length === 0 ? html`<p>No requirement changed.</p>` : changeTable(comparison.changes),
  ];
  return section('changes', 'Compared with the baseline', parts);
}

/** By code and subject where the comparison has them, else by name. */
export function causesOf({ causes, findings }: Comparison, what: keyof Comparison['findings']): string[] {
  return causes?.[what].map(causeWords) ?? findings[what];
}

export function changeTable(all: readonly Change[]): Markup {
  return cardTable(
    ['before', 'requirement', 'after', 'first difference'],
    all.map(({ requirement, from, to, firstDifference }) => [
      word(from),
      html`<span class="endpoint">${requirement}</span>`,
      word(to),
      firstDifference == null ? '–' : differenceWords(firstDifference),
    ]),
  );
}

/** The verdict's word, in the report's colours. */
export function word(verdict: VerdictWord | null): Part {
  return verdict === null ? '–' : html`<span title="${verdict}">${badge(VERDICT_STATUS[verdict])}</span>`;
}
