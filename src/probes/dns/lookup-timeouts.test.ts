import { describe, expect, it } from 'vitest';
import { createLookupTimeouts } from './lookup-timeouts.ts';

const SLOW = { address: '203.0.113.53', port: 53 };
const OTHER = { address: '203.0.113.54', port: 53 };
const WAITS = { deadlineMs: 2000, longestMs: 7000 };

describe('the time to wait for a resolver', () => {
  it.each([
    ['a little longer than the deadline before its first answer', [], 3000, 2000],
    ['the deadline when its answers are quick', [20, 30], 2000, 2000],
    ['several times its slowest answer', [2100, 900], 6300, 6300],
    ['at most the allowed maximum', [4000], 7000, 7000],
  ])('is %s', (_, answers, waitMs, askingMs) => {
    const timeouts = createLookupTimeouts();
    for (const ms of answers) timeouts.answered(SLOW, ms);
    expect(timeouts.waitMs(SLOW, WAITS)).toBe(waitMs);
    expect(timeouts.askingMs(SLOW, WAITS)).toBe(askingMs);
  });

  it('is the full deadline for a silent resolver after another one has answered, however slowly', () => {
    const timeouts = createLookupTimeouts();
    timeouts.answered(SLOW, 1900);
    expect(timeouts.waitMs(OTHER, WAITS)).toBe(2000);
  });

  it('is half the deadline while no lookup has been answered and a longer wait has already failed', () => {
    const timeouts = createLookupTimeouts();
    timeouts.silent(3000);
    expect(timeouts.waitMs(SLOW, WAITS)).toBe(1000);
    timeouts.answered(SLOW, 3500);
    expect(timeouts.waitMs(SLOW, WAITS)).toBe(7000);
    expect(timeouts.waitMs(OTHER, WAITS)).toBe(2000);
  });

  it('equals the deadline when the user has set one', () => {
    expect(createLookupTimeouts().waitMs(SLOW, { deadlineMs: 500, longestMs: 500 })).toBe(500);
  });
});
