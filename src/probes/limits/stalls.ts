/**
 * Detects when this process did not run: stopped, asleep with the machine, or without CPU time. An answer may have arrived and expired
 * unread in that time, so the observation records a stall.
 */
import { uptime } from 'node:os';
import type { ProcessStall } from '../../model/stalled.ts';

/** Clocks that advance differently while a process is stopped or the machine sleeps. */
export interface StallClocks {
  /** Monotonic milliseconds; on Linux they stop while the machine sleeps. */
  nowMs(): number;
  wallMs(): number;
  /** Milliseconds since boot, sleep included. */
  upMs(): number;
  /** The CPU time of this process. */
  cpuMs(): number;
}

export interface StallWatcher {
  /** All stalled time so far, while this process was watched. */
  lostMs(): number;
  /** The time in long stalls only: a process that is merely slow has many short stalls. */
  stoppedMs(): number;
  /** Starts watching; the returned function stops and returns the time lost meanwhile, or null. */
  watch(): () => ProcessStall | null;
}

const TICK_MS = 100;
/** If a timer is this late, another process used the CPU. */
const LATE_MS = 30;
/** Waiting for the CPU alone never takes this long. */
export const MIN_STOP_MS = 1000;

export function createStallWatcher(clocks: StallClocks): StallWatcher {
  let stalls: { ms: number; cpuMs: number }[] = [];
  let watchers = 0;
  let timer: NodeJS.Timeout | undefined;
  let lost = 0;
  let stopped = 0;
  let seen = { nowMs: 0, wallMs: 0, cpuMs: 0 };
  let sleptMs = 0;

  const read = () => ({ nowMs: clocks.nowMs(), wallMs: clocks.wallMs() });
  /** The wall clock may be adjusted at any time, so a sleep counts only if the monotonic clocks show it too. */
  const sleptSince = (now: ReturnType<typeof read>): number => {
    if (now.wallMs - seen.wallMs - (now.nowMs - seen.nowMs) < MIN_STOP_MS) return 0;
    const before = sleptMs;
    sleptMs = clocks.upMs() - now.nowMs;
    return Math.max(0, sleptMs - before);
  };

  function look(isTick: boolean): void {
    const now = read();
    const late = now.nowMs - seen.nowMs - TICK_MS;
    const slept = sleptSince(now);
    const ms = (late > LATE_MS ? late : 0) + (slept >= MIN_STOP_MS ? slept : 0);
    if (ms === 0 && !isTick) return;
    // Read only when needed, because it is a system call and every wait comes here.
    const cpuMs = clocks.cpuMs();
    if (ms > 0) {
      stalls.push({ ms, cpuMs: Math.max(0, cpuMs - seen.cpuMs) });
      lost += ms;
      if (ms >= MIN_STOP_MS) stopped += ms;
    }
    seen = { ...now, cpuMs };
  }

  function begin(): void {
    seen = { ...read(), cpuMs: clocks.cpuMs() };
    sleptMs = clocks.upMs() - seen.nowMs;
    timer = setInterval(() => look(true), TICK_MS).unref();
  }

  /** Updates the totals before they are read, because the caller's timer may fire before the next tick. */
  const upToNow = <T>(value: () => T): T => {
    if (watchers > 0) look(false);
    return value();
  };

  return {
    lostMs: () => upToNow(() => lost),
    stoppedMs: () => upToNow(() => stopped),
    watch() {
      if (watchers === 0) begin();
      else look(false);
      watchers += 1;
      const first = stalls.length;
      let ended = false;
      return () => {
        if (ended) return null;
        ended = true;
        look(false);
        const mine = stalls.slice(first);
        watchers -= 1;
        if (watchers === 0) {
          clearInterval(timer);
          stalls = [];
        }
        return mine.length === 0 ? null : summary(mine);
      };
    },
  };
}

function summary(stalls: readonly { ms: number; cpuMs: number }[]): ProcessStall {
  const sum = (values: readonly number[]) => Math.round(values.reduce((total, value) => total + value, 0));
  return {
    ms: sum(stalls.map(({ ms }) => ms)),
    longestMs: Math.round(Math.max(...stalls.map(({ ms }) => ms))),
    cpuMs: sum(stalls.map(({ cpuMs }) => cpuMs)),
  };
}

export const processStalls: StallWatcher = createStallWatcher({
  nowMs: () => performance.now(),
  wallMs: () => Date.now(),
  upMs: () => uptime() * 1000,
  cpuMs: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
});
