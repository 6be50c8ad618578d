import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../model/profile.ts';
import { slownessOf } from '../model/round-trips.ts';
import { deadlineFor, stagesFor } from './slowness.ts';

const taking = (...costs: readonly number[]) => slownessOf(costs.map((ms) => ({ connectMs: ms / 3, handshakeMs: (ms * 2) / 3 })));

describe('limits on a slow line', () => {
  it.each([
    ['nothing was answered', taking(), 20_000, 4000],
    ['round trips cost what they usually do', taking(20, 90, 250), 20_000, 4000],
    ['one of many was late', taking(100, 100, 100, 9000), 20_000, 4000],
    ['round trips cost twice as much', taking(600, 600, 600), 40_000, 8000],
    ['round trips take seconds', taking(5000, 6000, 7000), 60_000, 8000],
  ])('where %s', (_, slowness, deadlineMs, stageMs) => {
    expect(deadlineFor(DEFAULT_LIMITS, slowness)).toBe(deadlineMs);
    expect(stagesFor(DEFAULT_LIMITS, slowness)).toMatchObject({ stageMs, dnsMs: stageMs / 2 });
  });

  it('are those that the person has set', () => {
    const { longestMs: _, ...kept } = { ...DEFAULT_LIMITS, stageMs: 1000, deadlineMs: 1500 };
    expect(deadlineFor(kept, 1)).toBe(1500);
    expect(deadlineFor(kept, 10)).toBe(1500);
    expect(stagesFor(kept, 10)).toEqual(kept);
  });
});
