/** What documents are made from. They are pure functions of it: they measure nothing and know no terminal. */
import type { GuideState } from '../guide/index.ts';
import type { Diagnosis } from '../model/finding.ts';
import type { ProbeRequest } from '../model/probe-request.ts';
import type { Session } from '../model/session.ts';

/** A probe that has started and has no result yet. */
export interface RunningProbe {
  observation: string;
  request: ProbeRequest;
  /** When the probe started, by the sweep's clock. It has run for `elapsedMs - sinceMs`. */
  sinceMs: number;
  /** The bytes of a long download; `total` is null until it is known. */
  progress: { done: number; total: number | null } | null;
  /** The recent rate in bytes per second; absent while unknown. */
  bytesPerSecond?: number;
}

export interface LiveSweep {
  running: readonly RunningProbe[];
  done: number;
  total: number;
  elapsedMs: number;
}

export interface DocumentSubject {
  session: Session;
  diagnosis: Diagnosis;
  guide: GuideState;
  live: LiveSweep | null;
  /** The caller makes it with `redact/`. Every string from the network or the user passes through it. */
  mask(text: string): string;
}
