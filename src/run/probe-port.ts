/** The port through which the program measures: `probes/` implements it, and tests may do so with recorded observations. */
import type { Observation } from '../model/observation.ts';
import type { Phase } from '../model/phase.ts';
import type { ProbeRequest } from '../model/probe-request.ts';
import type { Limits } from '../model/profile.ts';

export interface ProbeContext {
  /** The id of the observation to return. */
  observation: string;
  /** Milliseconds on the sweep's monotonic clock, on which `startMs` of phases is measured. */
  nowMs(): number;
  limits: Limits;
  /** Aborted by the user or by the deadline; `signal.reason` is `'person'` or `'deadline'`. */
  signal: AbortSignal;
  /** Fires when a connection attempt need not wait longer, because the route is closed. It then ends as a timeout. */
  hopeless: AbortSignal;
  /** Reports a completed phase while the probe continues, so that its timing is used at once. */
  passed(phase: Phase): void;
  /** Bytes so far and in total (null: unknown), for long downloads. */
  progress(done: number, total: number | null): void;
}

/** Always resolves with an observation, even after a crash. */
export interface ProbePort {
  run(request: ProbeRequest, context: ProbeContext): Promise<Observation>;
  /** Starts to notice stops of this process; returns a function that ends this. */
  noticeStops?(): () => unknown;
  /** How long this process was stopped so far, as noticed; absent: unknown. */
  stoppedMs?(): number;
  /** Kills helper processes and closes idle sockets. */
  close(): Promise<void>;
}
