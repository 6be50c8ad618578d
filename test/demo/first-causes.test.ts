/**
 * A sample of `npm run first-causes`: each scenario with symptoms whose sessions measure its fault early. If these fail, a user acts on a
 * cause that the rest of the session retracts.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SCENARIOS } from '../../src/demo/index.ts';
import { SYMPTOMS, type Symptom } from '../../src/model/profile.ts';
import { type Expected, judgeWalk } from './first-causes/judge.ts';
import { walkThrough } from './first-causes/walk.ts';

/** Scenario, symptom, and the step that shows its cause first. */
const RIGHT: readonly [scenario: string, symptom: Symptom, step: number][] = [
  ['captive-portal', 'environment-start', 1],
  ['captive-portal', 'vscode', 2],
  ['captive-portal', 'jetbrains', 2],
  ['captive-portal', 'ami', 1],
  ['tls-intercepted', 'runner-offline', 2],
  ['tls-intercepted', 'ami', 1],
  ['no-proxy-incomplete', 'vscode', 1],
  ['resolver-refuses', 'ami', 1],
  ['pac-broken', 'vscode', 1],
  ['pac-broken', 'jetbrains', 1],
  ['pac-sends-elsewhere', 'vscode', 2],
  ['proxy-not-configured', 'jetbrains', 2],
];

/** The session for the symptom does not measure these requirements. */
const NONE: readonly [scenario: string, symptom: Symptom, touched: string][] = [
  ['redirect-target-blocked', 'jetbrains', 'vscode.server-x64'],
  ['certificate-expired', 'browser', 'releases.ec2-manifest'],
];

describe.concurrent('the first cause that a guided session shows', () => {
  it.each(RIGHT)('is %s for the symptom %s, at step %i', { timeout: 60_000 }, async (scenario, symptom, step) => {
    const walk = await walkThrough(scenario, symptom);
    const { judgement, first } = judgeWalk(walk, { causes: [scenario], touched: [] });
    expect({ judgement, step: first?.step, shown: walk.shown.map(({ name }) => name) }).toMatchObject({ judgement: 'right', step });
  });

  it.each(NONE)(
    'is absent in scenario %s for the symptom %s, whose guided session does not measure %s',
    { timeout: 60_000 },
    async (scenario, symptom, row) => {
      const expected: Expected = { causes: [scenario], touched: [row] };
      expect(judgeWalk(await walkThrough(scenario, symptom), expected)).toMatchObject({ judgement: 'none', first: null });
    },
  );
});

describe('the table of docs/first-causes.md', () => {
  const text = readFileSync(new URL('../../docs/first-causes.md', import.meta.url), 'utf8');
  const [head = '', ...rows] = text.slice(text.indexOf('| scenario |')).trim().split('\n');
  const cells = (row: string) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());

  it('has every scenario of the demo and every symptom; if not, run `npm run first-causes`', () => {
    expect(cells(head)).toEqual(['scenario', ...SYMPTOMS]);
    expect(rows.slice(1).map((row) => cells(row)[0])).toEqual(SCENARIOS.map(({ name }) => name));
  });

  it('has no walk that missed its cause or showed a wrong one', () => {
    expect(rows.filter((row) => row.includes('✘'))).toEqual([]);
  });
});

describe('the assessment of a guided session', () => {
  const shown = { code: 'GD401', name: 'block-page', confidence: 'likely', step: 2, afterMs: 900 } as const;
  const walk = { scenario: 'captive-portal', symptom: 'browser', shown: [shown], measured: ['management.app'], roots: [] } as const;
  const expected: Expected = { causes: ['captive-portal'], touched: ['management.app'] };

  it('is "wrong" for another cause that is certain, and "hedged" for another cause that is not certain', () => {
    expect(judgeWalk(walk, expected).judgement).toBe('hedged');
    expect(judgeWalk({ ...walk, shown: [{ ...shown, confidence: 'certain' }] }, expected).judgement).toBe('wrong');
    expect(judgeWalk(walk, { causes: [], touched: [] }).judgement).toBe('wrong');
  });

  it('is "none" for a session without a cause only when the session measured none of the affected requirements', () => {
    expect(judgeWalk({ ...walk, shown: [] }, expected).judgement).toBe('missed');
    expect(judgeWalk({ ...walk, shown: [] }, { ...expected, touched: ['scm.sso'] }).judgement).toBe('none');
  });

  it('includes the step of the right cause when another cause comes first', () => {
    const right = { ...shown, name: 'captive-portal', step: 5 };
    expect(judgeWalk({ ...walk, shown: [shown, right] }, expected)).toMatchObject({ judgement: 'hedged', rightAt: right });
  });
});
