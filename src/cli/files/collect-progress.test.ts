/** If these fail, a user who collects a large log sees nothing for a minute, or a wrong remaining time. */
import { describe, expect, it } from 'vitest';
import { progressText } from './collect-progress.ts';

describe('the progress of fleet collect', () => {
  const half = { lines: 12_000, bytes: 30, places: 9800, seconds: 3 };

  it.each([
    [
      'gives the time left by the bytes of the files',
      { ...half, total: 60 },
      '12,000 lines, 9,800 machines, 4,000 lines/s, about 3 s left',
    ],
    ['promises no second', { ...half, total: 32 }, '12,000 lines, 9,800 machines, 4,000 lines/s, almost done'],
    ['gives no time for a pipe', { ...half, total: null }, '12,000 lines, 9,800 machines, 4,000 lines/s'],
  ])('%s', (_, progress, text) => {
    expect(progressText(progress)).toBe(text);
  });
});
