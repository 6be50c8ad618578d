/** The card of each cause. If one of these fails, a user has to scroll to see who acts, or what to do next. */
import { describe, expect, it } from 'vitest';
import { goldenSessions } from '../../../test/support/golden-session.ts';
import { diagnose, explainFinding } from '../../diagnosis/index.ts';
import type { Finding } from '../../model/finding.ts';
import { FINDING_CODES, FINDINGS } from '../../model/finding-codes.ts';
import type { Session } from '../../model/session.ts';
import { pathWords, plainText, type Section } from '../../render/block.ts';
import { lineText } from '../../render/line/line.ts';
import { cells } from '../../render/line/width.ts';
import { linesOf } from '../../render/lines.ts';
import { foldEvents } from '../../session/index.ts';
import { OWNER_WORDS } from '../words/words.ts';
import { findingCard } from './card.ts';
import type { FindingContext } from './finding-context.ts';

const RECORDED = goldenSessions().flatMap(({ name, events }) => {
  const session = foldEvents(events);
  const diagnosis = diagnose(session);
  const telling = { ...diagnosis, ...seenIn(session), requirements: session.requirements };
  return diagnosis.findings.map((finding) => ({ what: `${finding.code} of ${name}`, finding, telling }));
});

/** Each code with the text of its rule. No measurement is behind it. */
const BLANK: FindingContext = {
  verdicts: [],
  findings: [],
  requirements: [],
  observations: [],
  symptom: 'environment-start',
  mask: asIs,
  most: 3,
};
const BARE = {
  subject: 'x',
  severity: 'blocker' as const,
  confidence: 'certain' as const,
  causedBy: null,
  causedById: null,
  requirements: [] as string[],
  observations: [] as string[],
};
const EXPLAINED = FINDING_CODES.flatMap((code) => {
  const about = explainFinding(code);
  if (about === null) return [];
  const fixes = about.fixes.map((fix) => ({ ...fix, verify: [] }));
  const finding: Finding = {
    ...BARE,
    id: 'f1',
    code,
    name: FINDINGS[code],
    title: about.title,
    why: about.why,
    evidence: [...about.evidence],
    fixes,
  };
  return [{ what: code as string, finding, telling: BLANK }];
});

function asIs(text: string): string {
  return text;
}

function seenIn({ observations }: Session): Pick<FindingContext, 'observations' | 'symptom' | 'mask' | 'most'> {
  return { observations, symptom: 'vscode', mask: asIs, most: 3 };
}

function drawn(card: Section, columns: number): string[] {
  return linesOf([card], { width: columns - 2, full: columns }).map((line) => lineText(line).trimEnd());
}

describe("a finding's card", () => {
  it.each([...RECORDED, ...EXPLAINED])(
    'fits the owner, the consequences and one next step into ten lines of 80 columns: $what',
    ({ finding, telling }) => {
      const card = findingCard(finding, telling);
      const lines = drawn(card, 80);
      expect(lines.length, lines.join('\n')).toBeLessThanOrEqual(10);
      expect(Math.max(...lines.map(cells))).toBeLessThanOrEqual(80);
      const facts = card.blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : []));
      const said = new Map(facts.map(({ label, text }) => [label, plainText(text)]));
      expect(['Breaks,Who acts,Next step', 'Who acts,Next step']).toContain([...said.keys()].join());
      expect(Object.values(OWNER_WORDS)).toContain(said.get('Who acts'));
      const step = said.get('Next step') ?? '';
      // The next step is truncated only after three lines, and the consequences are complete sentences.
      if (step.includes('…'))
        expect(lines.length - lines.findIndex((line) => line.includes('Next step')), lines.join('\n')).toBeGreaterThanOrEqual(3);
      expect(said.get('Breaks') ?? '').not.toMatch(/…\.?$/);
      // The card names what no longer works, but not to which degree.
      expect(said.get('Breaks') ?? '').not.toMatch(/(blocks|degrades) Gitpod|worth knowing/i);
      for (const { text } of facts) expect(plainText(text).trim().length).toBeGreaterThan(2);
      // Other text is truncated between words.
      expect(step).not.toMatch(/[,:;(] …|<[^>]* …|\([^)]*$/);
    },
  );
});

it.each(RECORDED.filter(({ finding, telling }) => !hasFailure(finding, telling)))(
  'the consequences of a cause are hedged, limited to some programs, or conditional if no measurement failed because of it: $what',
  ({ finding }) => {
    const [first] = (explainFinding(finding.code)?.stops ?? '').split(/(?<=\.) /);
    expect(first).toMatch(/\b(may|usually|if|nothing|while)\b|\bthat (do not|have only)\b/i);
  },
);

function hasFailure({ observations }: Pick<Finding, 'observations'>, telling: Pick<FindingContext, 'observations'>): boolean {
  const ids = new Set(observations);
  return telling.observations.some(({ id, failure }) => ids.has(id) && failure !== null);
}

describe('the path to a fault', () => {
  const pathOf = (what: string) => {
    const shown = RECORDED.find((each) => each.what === what);
    if (shown === undefined) throw new Error(`nothing recorded for ${what}`);
    const [path] = findingCard(shown.finding, shown.telling).blocks.flatMap((block) =>
      block.kind === 'path' ? [plainText(pathWords(block.hops))] : [],
    );
    return path ?? null;
  };

  it.each([
    [
      'GD106 of proxy-refuses-port',
      'this machine → resolver (PASS) → proxy proxy.corp.example:3128 (PASS) → us01.gitpod.dev:8443 (FAIL, 403)',
    ],
    ['GD201 of name-not-found', 'this machine → resolver 203.0.113.53 (FAIL, no such name) → releases.gitpod.io'],
    ['GD208 of resolver-answers-falsely', 'this machine → resolver (FAIL, wrong address) → marketplace.visualstudio.com:443'],
    ['GD504 of gateway-udp-silent', 'this machine → 35.171.240.32:4242 (UNSURE, no answer)'],
    ['GD115 of clock-wrong', null],
    ['GD111 of no-proxy-and-host-refused', null],
  ])('of %s is drawn as %s', (what, path) => {
    expect(pathOf(what)).toBe(path);
  });
});
