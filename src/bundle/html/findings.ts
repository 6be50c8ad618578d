/** A cause from its verdict to the text to send, with its measurements. */

import { evidenceLines, remarkOf } from '../../documents/evidence/evidence.ts';
import { findingStatus } from '../../documents/finding/finding-section.ts';
import { cautionFor, requestLines } from '../../documents/handover/request-lines.ts';
import { type CauseTold, causesTold } from '../../documents/report/report-words.ts';
import { confidenceWords } from '../../documents/words/confidence-words.ts';
import { count } from '../../documents/words/quantity.ts';
import { OWNER_WORDS, SEVERITY_WORDS } from '../../documents/words/words.ts';
import type { Finding, Owner } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';
import { targetText } from '../../model/target.ts';
import { html, type Markup, type Part } from '../../render/markup.ts';
import { type Told, verdictsOf } from '../told.ts';
import { badge, copyable, folded, list, pairs, section } from './parts.ts';

/** Redacted already. */
const asIs = (text: string) => text;
/** Sixty rows behind one proxy look alike; a few are enough as examples. */
const SHOWN_OBSERVATIONS = 4;

export function causes(told: Told): Markup {
  const found = causesTold(told.report);
  return section('causes', found.length === 1 ? 'The cause' : 'Causes', found.length > 0 && found.map((each) => cause(each, told)));
}

/** Notes, which need no action. */
export function notes({ report }: Told): Markup {
  return section('notes', 'Notes', list(report.notes.map(({ code, text }) => html`<code>${code}</code> ${text}`)));
}

function cause({ finding, consequences }: CauseTold, told: Told): Markup {
  const { report } = told;
  const status = findingStatus(finding, { verdicts: verdictsOf(report) });
  return html`<article id="${finding.id}" class="${status.toLowerCase()}">
<h3>${badge(status)} ${finding.title}</h3>
<p class="tags"><code>${finding.code} ${finding.name}</code> <span>${SEVERITY_WORDS[finding.severity]}</span> <span>${confidenceWords(finding)}</span></p>
<p>${finding.why}</p>
${finding.evidence.length > 0 && html`<h4>Evidence</h4>${list(finding.evidence)}`}
${measured(finding, report.observations)}
${owners(finding).map((owner) => fixes(finding, owner, told))}
${consequences.length > 0 && html`<h4>Follows from it</h4>${list(consequences.map(({ code, title }) => html`<code>${code}</code> ${title}`))}`}
${finding.requirements.length > 0 && folded(`${count(finding.requirements.length, 'row')} of the access requirements`, list(finding.requirements))}
</article>
`;
}

function owners({ fixes }: Finding): Owner[] {
  return [...new Set(fixes.map(({ owner }) => owner))];
}

/** A fix for the user is shown directly; a fix for another team is a letter. */
function fixes(finding: Finding, owner: Owner, told: Told): Part {
  const own = finding.fixes.filter((fix) => fix.owner === owner);
  if (owner === 'you') {
    return html`<h4>What you can do</h4>${own.map(({ text, command }) => html`<p>${text}</p>${command !== null && copyable(command)}`)}`;
  }
  const text = requestLines(finding, owner, told.report, told).join('\n');
  const caution = cautionFor(text);
  return html`<h4>Text to send: ${OWNER_WORDS[owner]}</h4>${copyable(text)}${caution !== null && html`<p class="quiet"><small>${caution}</small></p>`}`;
}

/** The observations of the finding, each phase by phase, failed ones first. */
function measured({ observations: ids }: Finding, observations: readonly Observation[]): Part {
  const wanted = new Set(ids);
  const seen = observations.filter(({ id }) => wanted.has(id)).toSorted((a, b) => Number(b.failure !== null) - Number(a.failure !== null));
  if (seen.length === 0) return null;
  const left = seen.length - SHOWN_OBSERVATIONS;
  return folded(
    `What was measured: ${count(seen.length, 'observation')}`,
    html`${seen.slice(0, SHOWN_OBSERVATIONS).map(observation)}${left > 0 && html`<p>${left} more: ${seen.slice(SHOWN_OBSERVATIONS).map(named)}</p>`}`,
  );
}

function observation(each: Observation): Markup {
  const remark = remarkOf(each, asIs);
  return html`<div class="observation"><p><code>${each.id}</code> ${targetText(each.target)}${remark !== '' && html`: <b>${remark}</b>`}</p>${pairs(evidenceLines(each, asIs))}</div>`;
}

function named({ id }: Observation): Markup {
  return html`<code>${id}</code> `;
}
