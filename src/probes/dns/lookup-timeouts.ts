/**
 * The timeout for each resolver, learnt from its answers so far. A resolver that answers after two seconds is slow, not silent, so a late
 * answer extends the timeout of the next query.
 */
import type { Resolver } from '../../model/host-facts.ts';
import { hostPort } from '../../model/target.ts';

export interface LookupWaits {
  /** The timeout for a resolver that is not slow. */
  deadlineMs: number;
  /** The limit for a slow resolver. */
  longestMs: number;
}

export interface LookupTimeouts {
  /** Records that this resolver answered after this time, even if too late. */
  answered(resolver: Resolver, ms: number): void;
  /** Records that no answer came for this long. */
  silent(ms: number): void;
  /** The minimal wait for an answer. */
  leastMs(waits: LookupWaits): number;
  /** The timeout for this resolver's answer, by its answers so far. */
  waitMs(resolver: Resolver, waits: LookupWaits): number;
  /** The interval between repetitions of a query. */
  askingMs(resolver: Resolver, waits: LookupWaits): number;
}

/** A lost query is repeated after this many times the resolver's slowest answer. */
const TIMES_THE_SLOWEST = 3;
/** The first lookups wait this many times longer, because the resolvers' speed is still unknown. */
const TIMES_AT_FIRST = 1.5;

export function createLookupTimeouts(): LookupTimeouts {
  const slowestMs = new Map<string, number>();
  let silentMs = 0;
  const keyOf = ({ address, port }: Resolver) => hostPort(address, port);
  const learntMs = (resolver: Resolver) => (slowestMs.get(keyOf(resolver)) ?? 0) * TIMES_THE_SLOWEST;
  const isSilent = ({ deadlineMs }: LookupWaits) => slowestMs.size === 0 && silentMs > deadlineMs;
  const leastMs = (waits: LookupWaits) => (isSilent(waits) ? waits.deadlineMs / 2 : waits.deadlineMs);
  const within = (ms: number, waits: LookupWaits) => Math.max(leastMs(waits), Math.min(waits.longestMs, ms));
  const firstMs = (waits: LookupWaits) =>
    slowestMs.size > 0 ? waits.deadlineMs : isSilent(waits) ? leastMs(waits) : waits.deadlineMs * TIMES_AT_FIRST;
  return {
    answered(resolver, ms) {
      const key = keyOf(resolver);
      slowestMs.set(key, Math.max(ms, slowestMs.get(key) ?? 0));
    },
    silent(ms) {
      silentMs = Math.max(silentMs, ms);
    },
    leastMs,
    waitMs: (resolver, waits) => within(Math.max(firstMs(waits), learntMs(resolver)), waits),
    askingMs: (resolver, waits) => within(learntMs(resolver), waits),
  };
}
