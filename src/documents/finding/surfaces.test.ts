/** If these fail, two surfaces describe the same cause in different words. */
import { describe, expect, it } from 'vitest';
import { reportPage, reportText } from '../../bundle/contents.ts';
import { testRedactor } from '../../bundle/testing/log.ts';
import { plainFindings } from '../../cli/output/plain.ts';
import { diagnose, explainFinding } from '../../diagnosis/index.ts';
import { fails, session } from '../../diagnosis/testing/session.ts';
import type { Finding } from '../../model/finding.ts';
import { FINDING_CODES, FINDINGS, type FindingCode } from '../../model/finding-codes.ts';
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

/** Markdown without its escapes (`@` would mention a user in a ticket), with every text on one line, because only words are compared. */
const words = (text: string) => unescapeText(text).replaceAll('&#64;', '@').replaceAll('\\', '').replace(/\s+/g, ' ');

function surfacesOf(shown: Finding) {
  const alone = { ...diagnosis, findings: [shown] };
  const told = { ...report, findings: [shown] };
  const model = presentResult(shown, { ...storyInput(), session: seen, diagnosis: alone, live: null, mask: asIs });
  const redacted = { report: told, session: seen, ways, account: testRedactor().account() };
  return {
    'the result screen and what Enter shows': linesOf([model.card, ...model.said], { width: 900, full: 900 })
      .map((line) => line.map(({ text }) => text).join(''))
      .join('\n'),
    'the accessible page': [...resultLines(model), ...textLines(model.said)].join('\n'),
    'plain lines': plainFindings(told, asIs),
    'report.md': reportText(reportDocument(redacted, 'ticket')),
    'report.html': reportPage(reportDocument(redacted, 'page')),
  };
}

const SURFACES = surfacesOf(finding);

/** Each code with the text of its rule, for the requirement that failed here. */
const EXPLAINED = FINDING_CODES.flatMap((code): { code: FindingCode; shown: Finding }[] => {
  const about = explainFinding(code);
  if (about === null) return [];
  const { title, why, evidence, fixes } = about;
  const told = { title, why, evidence: [...evidence], fixes: fixes.map((fix) => ({ ...fix, verify: [] })) };
  return [{ code, shown: { ...finding, code, name: FINDINGS[code], ...told } }];
});

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

/** Without parts that only one format has: the drawing on the screen, the cells of a table. */
const plain = (each: string) =>
  each
    .replace(/<[^>]*>|[|*`]|PASS|FAIL|[→─✔✘()]/g, ' ')
    .replace(/:(?= |$)/g, ' ')
    .replace(/ , /g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

it.each([{ code: 'as measured', shown: finding }, ...EXPLAINED])(
  'the card of a finding comes first and is the same on every surface: $code',
  ({ shown }) => {
    const facts = cardBlocks(shown, findingContextOf({ ...report, findings: [shown] }, asIs, 3)).flatMap((block) => {
      if (block.kind === 'facts') return block.facts.map(({ label, text: said }) => `${label} ${plainText(said)}`);
      if (block.kind === 'path') return block.hops.map(({ label }) => label);
      return block.kind === 'paragraph' ? [plainText(block.text)] : [];
    });
    expect(facts.length).toBeGreaterThan(3);
    for (const [name, surface] of Object.entries(surfacesOf(shown))) {
      const text = words(surface);
      const said = plain(text.slice(text.indexOf(words(shown.title))));
      let at = 0;
      for (const fact of facts) {
        const next = said.indexOf(plain(words(fact)), at);
        expect(next, `${name}: ${fact}`).toBeGreaterThanOrEqual(at);
        at = next;
      }
    }
  },
);

it('every code has a card to compare', () => {
  expect(EXPLAINED.map(({ code }) => code)).toEqual(FINDING_CODES);
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
  const text = words(requestLines(finding, owner, report, { session: seen, ways }, (text) => text).join('\n'));
  expect([finding.title, finding.why, ...finding.evidence].map(words).filter((each) => !text.includes(each))).toEqual([]);
});
