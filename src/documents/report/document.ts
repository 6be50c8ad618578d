/** The report of a bundle, from which `report.md` and `report.html` are rendered. */

import type { Session } from '../../model/session.ts';
import { type Block, list, paragraph, type Section, section, sectionOf, type Text } from '../../render/block.ts';
import { comparisonBlocks } from '../comparison/comparison-words.ts';
import { aliasLines } from '../evidence/alias-words.ts';
import type { EvidenceLine } from '../evidence/evidence-line.ts';
import { cardBlocks } from '../finding/card.ts';
import { findingContextOf, findingStatus } from '../finding/finding-context.ts';
import { proxyBlocks } from '../proxies/proxy-blocks.ts';
import { pathHops } from '../words/path-words.ts';
import { count } from '../words/quantity.ts';
import { createSay, unmasked } from '../words/say.ts';
import { OUTCOME_STATUS } from '../words/status-words.ts';
import { causeSections } from './causes.ts';
import { LEVEL_SENTENCES } from './level-sentences.ts';
import type { RedactedReport, ReportExtent } from './redacted-report.ts';
import { causesWithConsequences, causeText, evidenceLimits, outcomeText, reportHeadline, situationFacts } from './report-words.ts';
import { rowSections, unsettledItems } from './requirements.ts';
import { timelineBlocks } from './timeline-blocks.ts';

export interface ReportDocument {
  title: string;
  top: Section;
  /** `word` is the text of the link to the section. */
  parts: readonly { word: string | null; section: Section }[];
}

export function reportDocument(redacted: RedactedReport, extent: ReportExtent): ReportDocument {
  const { report, session, account } = redacted;
  const { level, keyId } = account;
  const title = reportHeadline(report);
  const facts = situationFacts(report, session, `${level}; pseudonyms of key ${keyId}`);
  return {
    title,
    top: section(title, [paragraph(outcomeText(report)), ...causeLines(redacted), { kind: 'facts', facts }], {
      status: OUTCOME_STATUS[report.summary.outcome],
    }),
    parts: [
      part('Causes', 'causes', causesWithConsequences(report).length === 1 ? 'The cause' : 'Causes', causeSections(redacted, extent)),
      part('Changes', 'changes', 'Compared with the baseline', report.comparison === undefined ? [] : comparisonBlocks(report.comparison)),
      part(null, 'notes', 'Notes', list(report.notes.map(({ code, text }): Text => [{ code }, ` ${text}`]))),
      part('Questions', 'path', 'Your answers and the steps of the walk', walk(redacted)),
      part('Requirements', 'requirements', 'Requirements', rowSections(redacted, extent)),
      part('Not settled', 'open', 'What is unknown, and why', list(unsettledItems(redacted))),
      part('Proxies', 'proxies', 'Proxies and NO_PROXY', proxyBlocks(redacted.ways)),
      part('Aliases', 'aliases', 'SSH aliases on this machine', aliases(redacted)),
      part('Timeline', 'timeline', 'Timeline', extent === 'page' ? timelineBlocks(redacted.report) : []),
      part('Limits', 'limits', 'What this report cannot show', list(evidenceLimits(report))),
      part(null, 'redaction', 'What was replaced', [
        paragraph([
          `${LEVEL_SENTENCES[level]} The pseudonyms were made with the key `,
          { code: keyId },
          ': reports with the same key use the same names.',
        ]),
      ]),
    ].flat(),
  };
}

function part(word: string | null, id: string, heading: string, blocks: readonly Block[]): ReportDocument['parts'] {
  return sectionOf(heading, blocks, { id }).map((made) => ({ word, section: made }));
}

/** The number of causes that fit on the first screen. */
const SUMMARY_CAUSES = 6;

/** The causes as a list. A single cause is a card, whose title is already the headline. */
function causeLines({ report, session }: RedactedReport): Block[] {
  const causes = causesWithConsequences(report);
  const [only] = causes;
  const telling = findingContextOf(report, unmasked, 0, session.profile.symptom);
  if (causes.length === 1 && only !== undefined) return cardBlocks(only.finding, telling);
  const items = causes
    .slice(0, SUMMARY_CAUSES)
    .map(
      ({ finding }): Text => [
        { status: findingStatus(finding, telling) },
        ' ',
        { text: finding.title, to: `#${finding.id}` },
        { quiet: `. ${causeText(finding)}` },
      ],
    );
  const left = causes.length - items.length;
  if (items.length === 0) return [];
  return [{ kind: 'list', ordered: true, items: left > 0 ? [...items, `${count(left, 'more cause')}, below`] : items }];
}

function walk({ session, report }: RedactedReport): Block[] {
  const hops = pathHops(session.path, report);
  return [hops.length === 0 ? paragraph('There was no walk, because all checks ran at once.') : { kind: 'path', hops }];
}

function aliases({ session }: RedactedReport): Block[] {
  const aliases = aliasEvidence(session);
  return aliases.length === 0 ? [] : [paragraph(ALIAS_EXPLANATION), ...aliases.map((facts): Block => ({ kind: 'facts', facts }))];
}

/** Shown only once, above the examples. */
const ALIAS_EXPLANATION =
  'An alias exists only in the SSH configuration. ssh finds the sections that match the name as typed, and takes each setting from the first line that sets it. ping, nslookup, browsers and ssh-keyscan do not know the alias.';

/** One list of facts per name, from the latest output of ssh. The session is already masked. */
export function aliasEvidence(session: Session): EvidenceLine[][] {
  const told = new Map<string, EvidenceLine[]>();
  for (const each of session.observations) {
    if (each.probe !== 'ssh-config' || each.state !== 'completed' || each.facts === null || each.facts.asked === null) continue;
    told.set(each.facts.asked, aliasLines(each.facts, createSay(unmasked)));
  }
  return [...told.values()];
}
