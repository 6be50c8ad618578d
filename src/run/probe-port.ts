/** The hole through which the world is reached: `probes/` fills it, tests may fill it with recorded observations. */
import type { Observation } from '../model/observation.ts';
import type { Phase } from '../model/phase.ts';
import type { ProbeRequest } from '../model/probe-request.ts';
import type { Limits } from '../model/profile.ts';

export interface ProbeContext {
  /** Id of the observation to return. */
  observation: string;
  /** Milliseconds on the sweep's monotonic clock; `startMs` of phases are read from it. */
  nowMs(): number;
  limits: Limits;
  /** Aborted by the person or by the deadline; `signal.reason` is `'person'` or `'deadline'`. */
  signal: AbortSignal;
  /** A phase is over while the probe goes on: what it showed of the line counts at once. */
  passed(phase: Phase): void;
  /** Bytes so far and in all (null: not announced), for long downloads. */
  progress(done: number, total: number | null): void;
}

/** Always settles with an observation: a crash is an observation too. */
export interface ProbePort {
  run(request: ProbeRequest, context: ProbeContext): Promise<Observation>;
  /** Notices from now on that this process is stopped; returns how to end that. */
  noticeStops?(): () => unknown;
  /** For how long it was stopped so far, while that was noticed; absent: nobody knows. */
  stoppedMs?(): number;
  /** Kills helper processes and closes idle sockets. */
  close(): Promise<void>;
}
