/**
 * Lookups that take seconds because the C library waits for a resolver that does not answer before it queries the next resolver
 * (resolv.conf(5), `timeout`).
 */
import type { NameAnswer } from '../../model/observation.ts';
import { memoize } from './memo.ts';
import { resolverText } from './names.ts';
import { unique } from './order.ts';
import type { View } from './view.ts';

export interface LateLookups {
  /** Resolvers that answer no query at all. */
  silent: string[];
  /** Resolvers that answer the delayed names. */
  answering: string[];
  names: string[];
  /** The median duration of these lookups. */
  ms: number;
  ids: string[];
}

/** This limit is longer than any working resolver takes, and shorter than the wait of the C library for a resolver that does not answer. */
const LATE_MS = 4000;
/** A single late lookup may be due to a lost packet. */
const FEWEST = 2;
const SILENCE: ReadonlySet<unknown> = new Set(['dns.timeout', 'machine.starved']);

export const lateLookups = memoize((view: View): LateLookups | null => {
  const asked = view.dns.filter(({ state, answers }) => state === 'completed' && answers.some(({ from }) => from.kind === 'resolver'));
  const late = asked.filter(({ answers }) => answers.some(isLate));
  if (late.length < FEWEST) return null;
  const heard = new Set(asked.flatMap(({ answers }) => answers.filter(({ failure }) => !SILENCE.has(failure?.kind)).flatMap(textOf)));
  const silent = unique(asked.flatMap(({ answers }) => answers.flatMap(textOf))).filter((resolver) => !heard.has(resolver));
  const answering = unique(late.flatMap(({ answers }) => answers.filter(({ addresses }) => addresses.length > 0).flatMap(textOf)));
  if (silent.length === 0 || answering.length === 0) return null;
  const times = late.flatMap(({ answers }) => answers.filter(isLate).map(({ durationMs }) => durationMs)).toSorted((a, b) => a - b);
  return { silent, answering, names: late.map(({ name }) => name), ms: times[times.length >> 1] ?? LATE_MS, ids: late.map(({ id }) => id) };
});

function isLate({ from, failure, durationMs }: NameAnswer): boolean {
  return from.kind === 'system' && failure === null && durationMs >= LATE_MS;
}

function textOf({ from }: NameAnswer): string[] {
  return from.kind === 'resolver' ? [resolverText(from)] : [];
}
