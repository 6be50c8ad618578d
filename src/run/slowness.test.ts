import { describe, expect, it } from 'vitest';
import { slownessOf } from '../knowledge/measurements/round-trips.ts';
import { DEFAULT_LIMITS } from '../model/profile.ts';
import { deadlineFor, limitsFor, lookupSlownessOf } from './slowness.ts';

const taking = (...costs: readonly number[]) => slownessOf(costs.map((ms) => ({ connectMs: ms / 3, handshakeMs: (ms * 2) / 3 })));

describe('deadlines on a slow line', () => {
  it.each([
    ['no request was answered', taking(), 20_000, 4000],
    ['round trips have their usual duration', taking(20, 90, 250), 20_000, 4000],
    ['one of many answers was late', taking(100, 100, 100, 9000), 20_000, 4000],
    ['round trips take twice as long', taking(600, 600, 600), 40_000, 8000],
    ['round trips take seconds', taking(5000, 6000, 7000), 60_000, 8000],
  ])('follow the round trips when %s', (_, slowness, deadlineMs, stageMs) => {
    expect(deadlineFor(DEFAULT_LIMITS, slowness)).toBe(deadlineMs);
    expect(limitsFor(DEFAULT_LIMITS, slowness)).toMatchObject({ stageMs, dnsMs: stageMs / 2 });
  });

  it.each([
    ['no name was looked up', [], 20_000],
    ['one name of many is slow', [5, 9, 20, 5100], 20_000],
    ['every name waits for a silent resolver', [5004, 5010, 5100], 51_000],
  ])('are extended only when every lookup is slow: %s', (_, lookupsMs, deadlineMs) => {
    expect(deadlineFor(DEFAULT_LIMITS, lookupSlownessOf(lookupsMs))).toBe(deadlineMs);
  });

  it('do not exceed those the user set', () => {
    const { longestMs: _, ...kept } = { ...DEFAULT_LIMITS, stageMs: 1000, deadlineMs: 1500 };
    expect(deadlineFor(kept, 1)).toBe(1500);
    expect(deadlineFor(kept, 10)).toBe(1500);
    expect(limitsFor(kept, 10)).toEqual(kept);
  });
});
