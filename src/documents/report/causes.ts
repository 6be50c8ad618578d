/** The causes of a report, each with its requests and measurements. */
import type { Finding } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';
import { targetText } from '../../model/target.ts';
import { type Block, command, paragraph, type Section, section, sectionOf, type Text } from '../../render/block.ts';
import { evidenceLines, failureRemark } from '../evidence/evidence.ts';
import { findingContextOf } from '../finding/finding-context.ts';
import { findingSection, SECTION_HEADINGS } from '../finding/finding-section.ts';
import { maskedNamesNotice, requestLines } from '../handover/request-lines.ts';
import { count } from '../words/quantity.ts';
import { unmasked } from '../words/say.ts';
import { OWNER_WORDS } from '../words/words.ts';
import type { RedactedReport, ReportExtent } from './redacted-report.ts';
import { causesWithConsequences } from './report-words.ts';

/** The maximum number of documented requirements to list. The table lists all. */
const NAMED = 12;
/** The number of examples per cause, because all requirements behind one proxy fail alike. */
const SHOWN_OBSERVATIONS = 4;

export function causeSections(redacted: RedactedReport, extent: ReportExtent): Section[] {
  const telling = findingContextOf(redacted.report, unmasked, NAMED, redacted.session.profile.symptom);
  const causes = causesWithConsequences(redacted.report);
  // The card of a single cause is already at the top of the report.
  const single = causes.length === 1 ? ({ card: false } as const) : {};
  return causes.map(({ finding }) =>
    findingSection(
      finding,
      telling,
      extent === 'ticket'
        ? single
        : { ...single, todo: letters(finding, redacted), measured: measured(finding, redacted.report.observations) },
    ),
  );
}

/** The requests to other teams. */
function letters(finding: Finding, redacted: RedactedReport): Block[] {
  const owners = new Set(finding.fixes.map(({ owner }) => owner).filter((owner) => owner !== 'you'));
  return [...owners].map((owner) => {
    const text = requestLines(finding, owner, redacted.report, redacted, unmasked).join('\n');
    const caution = maskedNamesNotice(text);
    const said = caution === null ? [] : [paragraph([{ quiet: caution }])];
    return section(`Text to send: ${OWNER_WORDS[owner]}`, [command(text), ...said], { fold: 'folded' });
  });
}

/** The observations that the finding explains, phase by phase, failed observations first. */
function measured({ observations: ids }: Finding, observations: readonly Observation[]): Block[] {
  const wanted = new Set(ids);
  const seen = observations.filter(({ id }) => wanted.has(id)).toSorted((a, b) => Number(b.failure !== null) - Number(a.failure !== null));
  const more = seen.slice(SHOWN_OBSERVATIONS);
  const names = more.flatMap(({ id }): Text => [' ', { code: id }]);
  return sectionOf(
    `${SECTION_HEADINGS.measured}: ${count(seen.length, 'observation')}`,
    [
      ...seen.slice(0, SHOWN_OBSERVATIONS).flatMap(observationBlocks),
      ...(more.length === 0 ? [] : [paragraph([`${more.length} more:`, ...names])]),
    ],
    { fold: 'folded' },
  );
}

function observationBlocks(each: Observation): Block[] {
  const remark = failureRemark(each, unmasked);
  return [
    paragraph([{ code: each.id }, ` ${targetText(each.target)}`, ...(remark === '' ? [] : [': ', { strong: remark }])]),
    { kind: 'facts', facts: evidenceLines(each, unmasked) },
  ];
}
