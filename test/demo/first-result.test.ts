/** If these fail, the first result of a session has no cause, or a request to the wrong team. */
import { describe, expect, it } from 'vitest';
import { MEASURE_STEPS } from '../../src/guide/measure-steps.ts';
import { measured } from './whole-sweeps.ts';

/** The areas that a walk measures up to the first contacted host: whole list and browser, and offline runner. */
const WALKS = [
  ['browser and whole-list', ['host', 'proxy', 'dns', 'management']],
  ['runner-offline', ['host', 'proxy', 'management']],
] as const;

describe.concurrent('a network without egress', () => {
  it.each(WALKS)('is diagnosed by the first step that contacts a host: %s', { timeout: 60_000 }, async (_symptom, steps) => {
    const { findings } = await measured(
      'no-direct-egress',
      steps.map((step) => MEASURE_STEPS[step].areas),
    );
    expect(findings.map(({ code }) => code)).toEqual(['GD118']);
    expect(findings[0]?.fixes.find(({ owner }) => owner === 'network-team')?.text).toContain('cannot open any outbound connection');
  });
});
