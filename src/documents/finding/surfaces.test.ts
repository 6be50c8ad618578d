/** If these fail, two surfaces describe one cause in different words. */
import { describe, expect, it } from 'vitest';
import { reportPage, reportText } from '../../bundle/contents.ts';
import { testRedactor } from '../../bundle/testing/log.ts';
import { plainFindings } from '../../cli/output/plain.ts';
import { diagnose, explainFinding } from '../../diagnosis/index.ts';
import { fails, session } from '../../diagnosis/testing/session.ts';
import { resultLines } from '../../prompts/pages/result-page.ts';
import { plainText } from '../../render/block.ts';
import { linesOf } from '../../render/lines.ts';
import { markdown } from '../../render/markdown.ts';
import { unescapeText } from '../../render/markup.ts';
import { textLines } from '../../render/text.ts';
import { requestLines } from '../handover/request-lines.ts';
import { programRoutes } from '../proxies/program-routes.ts';
import { reportDocument } from '../report/document.ts';
import { buildReport } from '../report/report.ts';
import { storyInput } from '../testing/story.ts';
import { cardBlocks } from './card.ts';
import { explanationBlocks } from './explanation.ts';
import { presentResult } from './finding.ts';
import { findingContextOf } from './finding-context.ts';
import { SECTION_HEADINGS } from './finding-section.ts';

const asIs = (text: string) => text;
const seen = session({ from: 'runner', runner: 'standard' })
  .https('app.gitpod.io', fails('tcp.refused'), { requirement: 'management.app' })
  .https('mcr.microsoft.com', undefined, { requirement: 'registries.mcr' })
  .build();
const diagnosis = diagnose(seen);
const report = buildReport(seen, diagnosis);
const [finding] = diagnosis.findings;
if (finding === undefined) throw new Error('a refused port is a finding');
const explanation = explainFinding(finding.code);
if (explanation === null) throw new Error('each finding is explained');
const ways = programRoutes(seen, asIs);
const model = presentResult(finding, { ...storyInput(), session: seen, diagnosis, live: null, mask: asIs });
const redacted = { report, session: seen, ways, account: testRedactor().account() };

/** Markdown without its escapes, and every text on one line: only words are compared. */
const words = (text: string) => unescapeText(text).replaceAll('\\', '').replace(/\s+/g, ' ');
const SURFACES = {
  'the result screen and what Enter shows': linesOf([model.card, ...model.said], { width: 900, full: 900 })
    .map((line) => line.map(({ text }) => text).join(''))
    .join('\n'),
  'the accessible page': [...resultLines(model), ...textLines(model.said)].join('\n'),
  'plain lines': plainFindings(report, asIs),
  'report.md': reportText(reportDocument(redacted, 'ticket')),
  'report.html': reportPage(reportDocument(redacted, 'page')),
} as const;

describe.each(Object.entries(SURFACES))('a finding on %s', (_, surface) => {
  const text = words(surface);

  it('has the same title, reason, proofs and fixes as in every other place', () => {
    const said = [finding.title, finding.why, ...finding.evidence, ...finding.fixes.map((fix) => fix.text)];
    expect(said.map(words).filter((each) => !text.includes(each))).toEqual([]);
  });

  it('has the same headings, in the same order, as in every other place', () => {
    const places = [finding.title, SECTION_HEADINGS.fix, SECTION_HEADINGS.why, SECTION_HEADINGS.evidence].map((each) =>
      text.lastIndexOf(words(each)),
    );
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places.slice(1)).toEqual(places.slice(1).toSorted((a, b) => a - b));
  });
});

it.each(Object.entries(SURFACES))('the card comes first on %s', (_, surface) => {
  const text = words(surface);
  // Masks of a form that only it has: the picture of the screen, cells of a table.
  const plain = (each: string) =>
    each
      .replace(/<[^>]*>|[|*`]|PASS|FAIL|[→─✔✘()]/g, ' ')
      .replace(/(\w):(?= )/g, '$1')
      .replace(/ , /g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
  const facts = cardBlocks(finding, findingContextOf(report, asIs, 3)).flatMap((block) => {
    if (block.kind === 'facts') return block.facts.map(({ label, text: said }) => `${label} ${plainText(said)}`);
    if (block.kind === 'path') return block.hops.map(({ label }) => label);
    return block.kind === 'paragraph' ? [plainText(block.text)] : [];
  });
  const said = plain(text.slice(text.indexOf(words(finding.title))));
  expect(facts.length).toBeGreaterThan(6);
  let at = 0;
  for (const fact of facts) {
    const next = said.indexOf(plain(fact), at);
    expect(next, fact).toBeGreaterThanOrEqual(at);
    at = next;
  }
});

it('the documentation page of a finding has the same headings and the same reason as its screen', () => {
  const page = words(markdown(explanationBlocks(explanation)));
  const places = [SECTION_HEADINGS.fix, SECTION_HEADINGS.why, SECTION_HEADINGS.evidence].map((each) => page.indexOf(each));
  expect(places.every((place) => place > 0)).toBe(true);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(page).toContain(words(finding.why));
});

it('the text to send contains the same title, reason and proofs', () => {
  const owner = finding.fixes.find((fix) => fix.owner !== 'you')?.owner ?? 'network-team';
  const text = words(requestLines(finding, owner, report, redacted, (text) => text).join('\n'));
  expect([finding.title, finding.why, ...finding.evidence].map(words).filter((each) => !text.includes(each))).toEqual([]);
});
