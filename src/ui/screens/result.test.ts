/** The screen of a cause. If these fail, a user must scroll to the next step, or two checks look the same. */
import { describe, expect, it } from 'vitest';
import { goldenSessions } from '../../../test/support/golden-session.ts';
import { diagnose } from '../../diagnosis/index.ts';
import { presentResult } from '../../documents/finding/finding.ts';
import { storyInput } from '../../documents/testing/story.ts';
import { lineText } from '../../render/line/line.ts';
import { foldEvents } from '../../session/index.ts';
import { resultBody } from './result.ts';
import { columnsOf, rowLine } from './row-line.ts';

const NAMES = new Set(['captive-portal', 'clock-wrong', 'intercepted-and-redirect-blocked', 'no-proxy-incomplete', 'proxy-refuses-host']);
const CAUSES = goldenSessions().flatMap(({ name, events }) => {
  if (!NAMES.has(name)) return [];
  const session = foldEvents(events);
  const diagnosis = diagnose(session);
  return diagnosis.findings.map((finding) => ({
    what: `${finding.code} of ${name}`,
    model: presentResult(finding, { ...storyInput(), session, diagnosis }),
  }));
});

describe.each([
  [60, 11],
  [80, 19],
])('a screen body of %i×%i', (width, height) => {
  it.each(CAUSES)('shows the owner, the next step and its key without scrolling: $what', ({ model }) => {
    const lines = resultBody(model, { width, height }).lines.map(lineText);
    const shown = lines.slice(0, height).join(' ').replace(/\s+/g, ' ');
    const facts = model.card.blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : []));
    const [who, step] = ['Who acts', 'Next step'].map((label) => facts.find((fact) => fact.label === label)?.text);
    expect(shown).toContain(`Who acts ${who}`);
    expect(shown).toContain(`Next step (c) ${step}`);
    // In any order, no part of the card is omitted.
    expect(lines.join(' ').replace(/\s+/g, ' ')).toContain('Breaks');
  });
});

it('targets in a list are shortened so that they still differ', () => {
  const names = ['gitpod-ec2-runner', 'gitpod-ec2-multi-org-runner', 'gitpod-ec2-runner-enterprise'];
  const rows = names.map((name, at) => ({
    ...{ number: at + 1, status: 'PASS' as const, what: 'HTTPS', duration: '20 ms', remark: '', requirement: name, observation: null },
    ...{ target: `releases.gitpod.io/ec2/stable/${name}.json`, running: false },
  }));
  for (const width of [60, 70, 80]) {
    const columns = columnsOf(rows, width);
    const shown = rows.map((row) => lineText(rowLine({ ...row, number: 1 }, false, columns)));
    expect(new Set(shown).size, shown.join('\n')).toBe(names.length);
  }
});
