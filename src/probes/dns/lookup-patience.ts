/**
 * How long a question to a resolver is waited for, learnt from what its answers took so far. One that answers after two seconds is slow
 * and not silent, so an answer that comes when nobody waits any longer counts for the next question.
 */
import type { Resolver } from '../../model/host-facts.ts';
import { hostPort } from '../../model/target.ts';

export interface Waits {
  /** Of a resolver that is not slow. */
  deadlineMs: number;
  /** Not longer than this, however slow the resolver is. */
  longestMs: number;
}

export interface LookupPatience {
  /** This resolver said something after so long, be it too late. */
  answered(resolver: Resolver, ms: number): void;
  /** No answer came for so long. */
  silent(ms: number): void;
  /** For how long its answer is waited for in any case. */
  leastMs(waits: Waits): number;
  /** For how long its answer is waited for, as far as is known now. */
  waitMs(resolver: Resolver, waits: Waits): number;
  /** Within how long it is asked again. */
  askingMs(resolver: Resolver, waits: Waits): number;
}

/** A lost question is sent again within this many times what its answer takes. */
const TIMES_THE_SLOWEST = 3;
/** Until the first lookups have been waited for so much longer nobody knows how slow resolvers are here. */
const TIMES_AT_FIRST = 1.5;

export function createLookupPatience(): LookupPatience {
  const slowestMs = new Map<string, number>();
  let silentMs = 0;
  const keyOf = ({ address, port }: Resolver) => hostPort(address, port);
  const learntMs = (resolver: Resolver) => (slowestMs.get(keyOf(resolver)) ?? 0) * TIMES_THE_SLOWEST;
  const isSilent = ({ deadlineMs }: Waits) => slowestMs.size === 0 && silentMs > deadlineMs;
  const leastMs = (waits: Waits) => (isSilent(waits) ? waits.deadlineMs / 2 : waits.deadlineMs);
  const within = (ms: number, waits: Waits) => Math.max(leastMs(waits), Math.min(waits.longestMs, ms));
  const firstMs = (waits: Waits) =>
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
