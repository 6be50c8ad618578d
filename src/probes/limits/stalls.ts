/**
 * When this process itself stood still: it was stopped, the machine slept, or the processor was busy elsewhere. What was
 * waited for meanwhile may have come and gone unread, so a stall is a fact about this machine that goes with the observation.
 */
import { uptime } from 'node:os';
import type { Stalled } from '../../model/stalled.ts';

/** What time it is, on clocks that go on differently while a process is stopped and while a machine sleeps. */
export interface Clocks {
  /** Monotonic milliseconds; on Linux they do not go on while the machine sleeps. */
  nowMs(): number;
  wallMs(): number;
  /** Milliseconds since the machine was started, sleep included. */
  upMs(): number;
  /** What this process has used of the processors. */
  cpuMs(): number;
}

export interface Stalls {
  /** All that was lost so far, while anybody watched. */
  lostMs(): number;
  /** Of that, what was lost in one go: a process that is only slow loses little at a time. */
  stoppedMs(): number;
  /** Watches from now on; the function that it returns ends that and says what was lost meanwhile, null: nothing. */
  watch(): () => Stalled | null;
}

const TICK_MS = 100;
/** A timer that fires this late says that something else had the processor. */
const LATE_MS = 30;
/** So long is no process kept waiting for the processor alone. */
export const STOPPED_MS = 1000;

export function createStalls(clocks: Clocks): Stalls {
  let stalls: { ms: number; cpuMs: number }[] = [];
  let watchers = 0;
  let timer: NodeJS.Timeout | undefined;
  let lost = 0;
  let stopped = 0;
  let seen = { nowMs: 0, wallMs: 0, cpuMs: 0 };
  let sleptMs = 0;

  const read = () => ({ nowMs: clocks.nowMs(), wallMs: clocks.wallMs(), cpuMs: clocks.cpuMs() });
  /** The clock on the wall is set now and then; the machine has slept only where its own clock says so too. */
  const sleptSince = (now: typeof seen): number => {
    if (now.wallMs - seen.wallMs - (now.nowMs - seen.nowMs) < STOPPED_MS) return 0;
    const before = sleptMs;
    sleptMs = clocks.upMs() - now.nowMs;
    return Math.max(0, sleptMs - before);
  };

  function look(isTick: boolean): void {
    const now = read();
    const late = now.nowMs - seen.nowMs - TICK_MS;
    const slept = sleptSince(now);
    const ms = (late > LATE_MS ? late : 0) + (slept >= STOPPED_MS ? slept : 0);
    if (ms > 0) {
      stalls.push({ ms, cpuMs: Math.max(0, now.cpuMs - seen.cpuMs) });
      lost += ms;
      if (ms >= STOPPED_MS) stopped += ms;
    }
    if (ms > 0 || isTick) seen = now;
  }

  function begin(): void {
    seen = read();
    sleptMs = clocks.upMs() - seen.nowMs;
    timer = setInterval(() => look(true), TICK_MS).unref();
  }

  /** A timer of somebody else may be due before the tick is. */
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

function summary(stalls: readonly { ms: number; cpuMs: number }[]): Stalled {
  const sum = (values: readonly number[]) => Math.round(values.reduce((total, value) => total + value, 0));
  return {
    ms: sum(stalls.map(({ ms }) => ms)),
    longestMs: Math.round(Math.max(...stalls.map(({ ms }) => ms))),
    cpuMs: sum(stalls.map(({ cpuMs }) => cpuMs)),
  };
}

/** Of this process. */
export const ownStalls: Stalls = createStalls({
  nowMs: () => performance.now(),
  wallMs: () => Date.now(),
  upMs: () => uptime() * 1000,
  cpuMs: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
});
