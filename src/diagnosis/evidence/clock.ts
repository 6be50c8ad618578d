/** This machine's clock against the Date headers of everybody who answered. */
import type { View } from '../view.ts';
import { answerOf, endpointOfHop } from './hops.ts';

/** More than this and it is the clock that is wrong (FINDINGS 115). */
const TOLERATED_MS = 60_000;

export interface Clock {
  /** `agrees`, `wrong`, or `unproven` where too few hosts sent a Date. */
  state: 'agrees' | 'wrong' | 'unproven';
  hosts: number;
  /** How far the others are ahead of this machine; negative: behind. */
  skewMs: number;
}

/** Judged by hosts other than the suspected ones; the median, so that one wrong server does not decide. */
export function clockBeside(view: View, suspects: ReadonlySet<string>): Clock {
  const skews = new Map<string, number>();
  for (const observation of view.web) {
    const host = endpointOfHop(observation, 0)?.host;
    const skew = answerOf(observation)?.clockSkewMs ?? null;
    if (host !== undefined && skew !== null && !suspects.has(host)) skews.set(host, skew);
  }
  const sorted = [...skews.values()].sort((a, b) => a - b);
  const skewMs = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const state = sorted.length === 0 ? 'unproven' : Math.abs(skewMs) <= TOLERATED_MS ? 'agrees' : 'wrong';
  return { state, hosts: sorted.length, skewMs };
}
