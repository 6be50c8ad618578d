/**
 * How much longer things take here than where the usual limits are ample, and what follows for them: on a long or thin
 * line a stage waits longer, and the deadline moves out, so that the controls after the rows get their turn. Both have
 * an end, and what the person has set is kept.
 */
import { DEFAULT_LIMITS, type Limits } from '../model/profile.ts';

/** A stage waits at most this many times as long. */
const MOST_FOR_A_STAGE = 2;

export function deadlineFor({ deadlineMs, longestMs = deadlineMs }: Limits, slowness: number): number {
  const wholeSeconds = Math.ceil((deadlineMs * slowness) / 1000) * 1000;
  return Math.max(deadlineMs, Math.min(longestMs, wholeSeconds));
}

/** How many times a usual lookup's limit the names take here: a resolver that does not answer costs each of them 5 s before the next one. */
export function lookupSlownessOf(lookupsMs: readonly number[]): number {
  const middle = lookupsMs.toSorted((a, b) => a - b)[Math.floor(lookupsMs.length / 2)] ?? 0;
  return Math.max(1, middle / DEFAULT_LIMITS.dnsMs);
}

export function stagesFor(limits: Limits, slowness: number): Limits {
  const times = Math.min(MOST_FOR_A_STAGE, slowness);
  if (limits.stageMs !== DEFAULT_LIMITS.stageMs) return limits;
  return { ...limits, stageMs: Math.round(limits.stageMs * times), dnsMs: Math.round(limits.dnsMs * times) };
}
