import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes, dayText, duration, timeOfDay } from './quantity.ts';

describe('a number in a readable unit', () => {
  it.each([
    [0, '0 ms'],
    [12.4, '12 ms'],
    [999.6, '1.0 s'],
    [3000, '3.0 s'],
    [59_949, '59.9 s'],
    [59_960, '1 m 00 s'],
    [130_000, '2 m 10 s'],
  ])('is rounded: %d ms is %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });

  it.each([
    [999, '999 B'],
    [6000, '6 KB'],
    [999_600, '1.0 MB'],
    [41_300_000, '41.3 MB'],
    [2_000_000_000, '2.0 GB'],
  ])('is rounded: %d bytes are %s', (count, text) => {
    expect(bytes(count)).toBe(text);
  });

  it('moves to the next unit instead of rounding up to 1000 KB or 60 s', () => {
    fc.assert(fc.property(fc.nat(3_000_000_000), (count) => !/\d{4}/.test(bytes(count))));
    fc.assert(fc.property(fc.nat(3_000_000), (ms) => !/60\.0 s|60 s|1000 ms/.test(duration(ms))));
  });

  it('is a month, or the unchanged text, for a date without a valid day', () => {
    expect(dayText('2026-08')).toBe('Aug 2026');
    expect(dayText('2026-11-23')).toBe('23 Nov 2026');
    expect(dayText('2026-13')).toBe('2026-13');
  });

  it('is the unchanged text for an unreadable timestamp', () => {
    expect(timeOfDay('2026-11-23T14:02:11.123Z')).toBe('14:02:11Z');
    expect(timeOfDay('never')).toBe('never');
  });
});
