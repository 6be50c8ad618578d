/** If this fails, a user with a slow machine and a short --timeout is sent to the network team for filters that do not exist. */
import { expect, it } from 'vitest';
import { measured } from './whole-sweeps.ts';

it.each([120, 30])(
  'a healthy network gives no certain finding with a timeout of %d ms per stage and 32 stages at once',
  async (stageMs) => {
    const { findings, observations } = await measured('healthy', [], { stageMs, dnsMs: stageMs, concurrency: 32 });
    expect(findings.filter(({ confidence }) => confidence === 'certain')).toEqual([]);
    expect(observations.filter(({ state }) => state === 'crashed')).toEqual([]);
    // Every failure names the deadline that caused it.
    for (const { name, evidence } of findings.filter(({ severity }) => severity === 'blocker'))
      expect([name, evidence.join(' ')]).toEqual([name, expect.stringContaining(`${stageMs} ms`)]);
  },
);
