/**
 * How slow each route is compared with a usual line, and the consequences: on a slow line a stage has a longer timeout, and the deadline is
 * extended, so that there is time for controls. Both are bounded, and limits that the user set are kept.
 */

import { minRoundTripOf, type RoundTrip, roundTripOf, slownessOf } from '../knowledge/measurements/round-trips.ts';
import type { Phase } from '../model/phase.ts';
import { DEFAULT_LIMITS, type Limits } from '../model/profile.ts';
import { type Route, routeName } from '../model/target.ts';

/** The maximum factor for the timeout of a stage. */
const MAX_PER_STAGE = 2;

export interface Slowness {
  /** Records the durations of a probe's phases; returns its round trip if it has one. */
  passed(route: Route, phases: readonly Phase[]): RoundTrip | null;
  /** Records that a requirement's handshake got no answer. */
  stalled(route: Route): void;
  /** The factor of slowness on this route. An unknown route has the factor of the slowest. */
  on(route: Route): number;
  /** True if many handshakes got no answer and none completed. Then a measurement waits no longer than usual. */
  isStalled(route: Route): boolean;
  most(): number;
}

interface Seen {
  known: RoundTrip[];
  least: RoundTrip[];
  stalled: number;
}

const STALLED_IN_A_ROW = 8;

/** Routes are separate, because a fast direct route does not make a proxy fast. */
export function createSlowness(): Slowness {
  const routes = new Map<string, Seen>();
  const seenOn = (route: Route) => routes.get(routeName(route)) ?? { known: [], least: [], stalled: 0 };
  const slownessIn = ({ known, least }: Seen) => slownessOf(known.length > 0 ? known : least);
  const most = () => Math.max(1, ...[...routes.values()].map(slownessIn));
  return {
    passed(route, phases) {
      const seen = seenOn(route);
      const [known, least] = [roundTripOf(route, phases), minRoundTripOf(route, phases)];
      if (known !== null) seen.known.push(known);
      if (least !== null) seen.least.push(least);
      if (seen.known.length + seen.least.length > 0) routes.set(routeName(route), seen);
      return known;
    },
    stalled(route) {
      seenOn(route).stalled += 1;
    },
    isStalled: (route) => seenOn(route).known.length === 0 && seenOn(route).stalled >= STALLED_IN_A_ROW,
    on(route) {
      const seen = routes.get(routeName(route));
      return seen === undefined ? most() : slownessIn(seen);
    },
    most,
  };
}

export function deadlineFor({ deadlineMs, longestMs = deadlineMs }: Limits, slowness: number): number {
  const wholeSeconds = Math.ceil((deadlineMs * slowness) / 1000) * 1000;
  return Math.max(deadlineMs, Math.min(longestMs, wholeSeconds));
}

/** The factor for lookups, because a silent first resolver delays each name by 5 s. */
export function lookupSlownessOf(lookupsMs: readonly number[]): number {
  const middle = lookupsMs.toSorted((a, b) => a - b)[Math.floor(lookupsMs.length / 2)] ?? 0;
  return Math.max(1, middle / DEFAULT_LIMITS.dnsMs);
}

export function limitsFor(limits: Limits, slowness: number): Limits {
  const times = Math.min(MAX_PER_STAGE, slowness);
  if (limits.stageMs !== DEFAULT_LIMITS.stageMs) return limits;
  return { ...limits, stageMs: Math.round(limits.stageMs * times), dnsMs: Math.round(limits.dnsMs * times) };
}
