/** What documents tell of. They are pure functions of it; they measure nothing and know no terminal. */
import type { GuideState } from '../guide/index.ts';
import type { Diagnosis } from '../model/finding.ts';
import type { ProbeRequest } from '../model/probe-request.ts';
import type { Session } from '../model/session.ts';

/** A probe that has started and has not answered yet. */
export interface RunningProbe {
  observation: string;
  request: ProbeRequest;
  /** When it started, on the sweep's clock: it has been running for `elapsedMs - sinceMs`. */
  sinceMs: number;
  /** Bytes of a long download; `total` is null while nothing was announced. */
  progress: { done: number; total: number | null } | null;
  /** Bytes a second of that download as of late; absent while nobody can tell. */
  bytesPerSecond?: number;
}

/** The sweep that is running now. */
export interface LiveSweep {
  running: readonly RunningProbe[];
  done: number;
  total: number;
  elapsedMs: number;
}

export interface Subject {
  session: Session;
  diagnosis: Diagnosis;
  guide: GuideState;
  live: LiveSweep | null;
  /** Built from `redact/` by the caller. Every string of the network or of the person goes through it. */
  mask(text: string): string;
}
