/** The top of the page: the result, its owner, and the situation. */

import { findingStatus } from '../../documents/finding/finding-section.ts';
import { type CauseTold, causesTold, causeText, headline, outcomeText, situation } from '../../documents/report/report-words.ts';
import { OUTCOME_STATUS } from '../../documents/words/status-words.ts';
import type { Report } from '../../model/report.ts';
import { html, type Markup, type Part } from '../../render/markup.ts';
import { redactionLine, type Told, verdictsOf } from '../told.ts';
import { badge, pairs } from './parts.ts';

export function summary(told: Told): Markup {
  const { report } = told;
  const causes = causesTold(report);
  return html`<header>
<p class="product">gitpod-doctor report</p>
<h1>${badge(OUTCOME_STATUS[report.summary.outcome])} ${headline(report)}</h1>
<p class="outcome">${outcomeText(report)}</p>
${causeLines(causes, report)}
${pairs(situation(report, told.session, redactionLine(told.account)))}
</header>
`;
}

/** A single cause is the headline already. */
function causeLines(causes: readonly CauseTold[], report: Report): Part {
  const [only] = causes;
  if (only === undefined) return null;
  if (causes.length === 1) return html`<p>${causeText(only.finding)}</p>`;
  const verdicts = verdictsOf(report);
  return html`<ol class="causes">${causes.map(
    ({ finding }) =>
      html`<li>${badge(findingStatus(finding, { verdicts }))} <a href="#${finding.id}">${finding.title}</a><br><small>${causeText(finding)}</small></li>`,
  )}</ol>`;
}
