/** What this machine itself got in the way of: a program that did not run, and descriptors, memory or processes that were missing. */
import { type FailureKind, failureLayer, SILENCE } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import { perView } from './memo.ts';
import type { View } from './view.ts';

export const LIMITS = ['stalled', 'descriptors', 'memory', 'processes'] as const;
export type Limit = (typeof LIMITS)[number];

const LIMIT_OF: Readonly<Partial<Record<FailureKind, Limit>>> = {
  'machine.no-descriptors': 'descriptors',
  'machine.no-memory': 'memory',
  'machine.no-processes': 'processes',
  'machine.starved': 'stalled',
};

/** So long is a program not kept waiting by others that run beside it: it was stopped, or the machine slept. */
const LONG_MS = 1000;

/** Nothing was learnt about a network, as this machine lacked what the measurement takes. */
export function isOfThisMachine({ failure }: Observation): boolean {
  return failure !== null && failureLayer(failure.kind) === 'machine';
}

/** Silence of which this program slept through a good part; null: it was there to hear an answer. */
export function sleptThroughMs({ failure, stalled, durationMs }: Observation): number | null {
  if (failure === null || !SILENCE.has(failure.kind) || stalled === undefined) return null;
  return stalled.longestMs >= LONG_MS || stalled.ms * 4 >= durationMs ? stalled.ms : null;
}

export interface Met {
  limit: Limit;
  /** What came of it is not known. */
  lost: Observation[];
  /** Measured again, with an outcome that counts. */
  again: Observation[];
  /** The longest time for which the program did not run; of `stalled` alone. */
  ms: number;
}

/** Each limit that was met, in a fixed order. */
export const limitsMet = perView((view: View): Met[] =>
  LIMITS.flatMap((limit) => {
    const lost = view.observations.filter(({ failure }) => failure !== null && LIMIT_OF[failure.kind] === limit);
    const again = view.observations.filter(
      (one) => (one.spoiled ?? []).some((attempt) => limitOf(attempt) === limit) && !lost.includes(one),
    );
    const ms = limit === 'stalled' ? Math.max(0, ...view.observations.map((one) => stalledMs(one))) : 0;
    return lost.length + again.length > 0 || ms > 0 ? [{ limit, lost, again, ms }] : [];
  }),
);

function limitOf({ failure, stalledMs }: { failure: FailureKind; stalledMs: number }): Limit | undefined {
  return LIMIT_OF[failure] ?? (stalledMs > 0 ? 'stalled' : undefined);
}

/** Of ordinary delays nothing is said: they change no answer. */
function stalledMs(observation: Observation): number {
  const { stalled, spoiled = [] } = observation;
  const isLong = (stalled?.longestMs ?? 0) >= LONG_MS || isOfThisMachine(observation) || sleptThroughMs(observation) !== null;
  return Math.max(isLong ? (stalled?.ms ?? 0) : 0, ...spoiled.map((attempt) => attempt.stalledMs));
}
