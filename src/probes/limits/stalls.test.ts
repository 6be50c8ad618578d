/** Uses the test's own clocks, because a real machine cannot be suspended on request. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStallWatcher } from './stalls.ts';

let time = { nowMs: 0, wallMs: 1e12, upMs: 50_000, cpuMs: 0 };
const clocks = { nowMs: () => time.nowMs, wallMs: () => time.wallMs, upMs: () => time.upMs, cpuMs: () => time.cpuMs };

/** Advances all clocks by `ms`, with `cpuMs` of CPU time for this process. */
function passes(ms: number, cpuMs = 0): void {
  time = { nowMs: time.nowMs + ms, wallMs: time.wallMs + ms, upMs: time.upMs + ms, cpuMs: time.cpuMs + cpuMs };
}

/** Ticks arrive on time for this long. */
function runsFor(ms: number): void {
  for (let gone = 0; gone < ms; gone += 100) {
    passes(100);
    vi.advanceTimersByTime(100);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  time = { nowMs: 0, wallMs: 1e12, upMs: 50_000, cpuMs: 0 };
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the stalled time of this process', () => {
  it('is not reported while timer ticks are on time', () => {
    const end = createStallWatcher(clocks).watch();
    runsFor(1000);
    expect(end()).toBeNull();
  });

  it('is the total delay of late ticks, and is reported with the CPU time of this process', () => {
    const end = createStallWatcher(clocks).watch();
    runsFor(500);
    passes(5100, 20);
    vi.advanceTimersByTime(100);
    runsFor(500);
    passes(400, 300);
    vi.advanceTimersByTime(100);
    expect(end()).toEqual({ ms: 5300, longestMs: 5000, cpuMs: 320 });
  });

  it('is already counted before the late tick arrives', () => {
    const stalls = createStallWatcher(clocks);
    stalls.watch();
    passes(3100);
    expect(stalls.lostMs()).toBe(3000);
    expect(stalls.lostMs()).toBe(3000);
    vi.advanceTimersByTime(100);
    expect(stalls.lostMs()).toBe(3000);
  });

  it('includes the machine’s sleep, which the monotonic clock does not show', () => {
    const end = createStallWatcher(clocks).watch();
    runsFor(500);
    time = { ...time, wallMs: time.wallMs + 60_000, upMs: time.upMs + 60_000 };
    runsFor(200);
    expect(end()).toEqual({ ms: 60_000, longestMs: 60_000, cpuMs: 0 });
  });

  it('does not change when the wall clock is set forward or back', () => {
    const end = createStallWatcher(clocks).watch();
    runsFor(300);
    time = { ...time, wallMs: time.wallMs + 3_600_000 };
    runsFor(300);
    time = { ...time, wallMs: time.wallMs - 7_200_000 };
    runsFor(300);
    expect(end()).toBeNull();
  });

  it('is reported only to watchers that were active at that time', () => {
    const stalls = createStallWatcher(clocks);
    const first = stalls.watch();
    passes(2100);
    vi.advanceTimersByTime(100);
    const second = stalls.watch();
    runsFor(300);
    expect(second()).toBeNull();
    expect(first()).toMatchObject({ ms: 2000 });
    passes(9000);
    expect(stalls.watch()()).toBeNull();
  });

  it('counts as a suspension only if a single pause was long', () => {
    const stalls = createStallWatcher(clocks);
    stalls.watch();
    for (let n = 0; n < 10; n += 1) {
      passes(400);
      vi.advanceTimersByTime(100);
    }
    expect(stalls.lostMs()).toBe(3000);
    expect(stalls.stoppedMs()).toBe(0);
    passes(2100);
    expect(stalls.stoppedMs()).toBe(2000);
  });
});
