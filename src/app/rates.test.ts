/** If these fail, a download shows a wrong remaining time, and a user waits for nothing or gives up too early. */
import { expect, it } from 'vitest';
import { storyInput, storySession } from '../documents/testing/story.ts';
import { progressRemark, progressText } from '../documents/words/quantity.ts';
import { createRates } from './rates.ts';

const [request] = storySession().requests;

function at(elapsedMs: number, done: number) {
  if (request === undefined) throw new Error('no request');
  const running = [{ observation: 'o1', request, sinceMs: 0, progress: { done, total: 40_000_000 } }];
  return { ...storyInput(), watch: null, live: { running, done: 0, total: 1, elapsedMs } };
}

function told(rates: ReturnType<typeof createRates>, elapsedMs: number, done: number): string {
  const probe = rates.see(at(elapsedMs, done)).live?.running[0];
  return probe?.progress == null ? '' : progressText(probe.progress, probe.bytesPerSecond);
}

it('a download gets a rate and an expected end from its last seconds, and has neither when data are lacking', () => {
  const rates = createRates();
  expect(told(rates, 500, 1_000_000)).toBe('1.0 MB of 40.0 MB');
  expect(told(rates, 1000, 2_000_000)).toBe('2.0 MB of 40.0 MB');
  expect(told(rates, 2500, 5_000_000)).toBe('5.0 MB of 40.0 MB, 2.0 MB/s, 18 s left');
  // The download stalls, so the rate falls and the expected end moves.
  for (let ms = 3000; ms <= 9000; ms += 250) told(rates, ms, 5_000_000);
  expect(told(rates, 9250, 5_000_000)).toBe('5.0 MB of 40.0 MB, 0 B/s');
});

it('the rate restarts when a file is downloaded again', () => {
  const rates = createRates();
  told(rates, 0, 0);
  told(rates, 3000, 30_000_000);
  expect(told(rates, 3500, 1_000_000)).toBe('1.0 MB of 40.0 MB');
  expect(told(rates, 5000, 2_500_000)).toBe('2.5 MB of 40.0 MB, 1.0 MB/s, 38 s left');
});

it('the remark of a running download gives the percentage, the rate and the time left, as far as they are known', () => {
  expect(progressRemark({ done: 12_000_000, total: 41_300_000 }, 2_100_000)).toBe('29%, 2.1 MB/s, 14 s left');
  expect(progressRemark({ done: 12_000_000, total: null }, 2_100_000)).toBe('12.0 MB, 2.1 MB/s');
  expect(progressRemark({ done: 0, total: 0 })).toBe('0 B');
});
