/** Limits of this machine that disturbed a measurement: the program was paused, or descriptors, memory or processes ran out. */
import { type FailureKind, isLocalLimit, SILENT_KINDS } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import { disturbedRows, observationsEndedIn } from './log.ts';
import { memoize } from './memo.ts';
import type { View } from './view.ts';

export const MACHINE_LIMITS = ['stalled', 'descriptors', 'memory', 'processes'] as const;
export type MachineLimit = (typeof MACHINE_LIMITS)[number];

const KIND_OF: Readonly<Record<MachineLimit, FailureKind>> = {
  descriptors: 'machine.no-descriptors',
  memory: 'machine.no-memory',
  processes: 'machine.no-processes',
  stalled: 'machine.starved',
};

/** Other programs do not delay this one for so long, so this process was stopped or the machine slept. */
const LONG_MS = 1000;

/** How long this program did not run while it waited for an answer; null if it could have received an answer. */
export function sleptThroughMs({ failure, stalled, durationMs }: Observation): number | null {
  if (failure === null || !SILENT_KINDS.has(failure.kind) || stalled === undefined) return null;
  return stalled.longestMs >= LONG_MS || stalled.ms * 4 >= durationMs ? stalled.ms : null;
}

export interface ReachedLimit {
  limit: MachineLimit;
  /** Observations whose outcome is unknown because of the limit. */
  lost: Observation[];
  /** Repeated measurements with a valid outcome. */
  again: Observation[];
  /** The longest pause of the program; `stalled` only. */
  ms: number;
}

/** Each limit that was hit, in a fixed order. */
export const reachedLimits = memoize((view: View): ReachedLimit[] =>
  MACHINE_LIMITS.flatMap((limit) => {
    const lost = [...observationsEndedIn(view, KIND_OF[limit])];
    const isLost = new Set(lost);
    const again = disturbedRows(view).filter((one) => one.spoiled?.some((attempt) => limitOf(attempt) === limit) && !isLost.has(one));
    const ms = limit === 'stalled' ? disturbedRows(view).reduce((most, one) => Math.max(most, stalledMs(one)), 0) : 0;
    return lost.length + again.length > 0 || ms > 0 ? [{ limit, lost, again, ms }] : [];
  }),
);

function limitOf({ failure, stalledMs }: { failure: FailureKind; stalledMs: number }): MachineLimit | undefined {
  return MACHINE_LIMITS.find((limit) => KIND_OF[limit] === failure) ?? (stalledMs > 0 ? 'stalled' : undefined);
}

/** Ignores ordinary delays, which change no result. */
function stalledMs(observation: Observation): number {
  const { stalled, spoiled = [] } = observation;
  const isLong = (stalled?.longestMs ?? 0) >= LONG_MS || isLocalLimit(observation) || sleptThroughMs(observation) !== null;
  return Math.max(isLong ? (stalled?.ms ?? 0) : 0, ...spoiled.map((attempt) => attempt.stalledMs));
}
