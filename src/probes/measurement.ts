/** One running probe: its phases so far, its clock, and the sockets that must be gone when it ends. */
import { EventEmitter } from 'node:events';
import type { Phase } from '../model/phase.ts';
import type { ProbeRequest } from '../model/probe-request.ts';
import type { ProbeContext } from '../run/probe-port.ts';

interface Destroyable {
  destroy(): unknown;
}

export interface PhaseTimes {
  startMs: number;
  durationMs: number;
  ok: boolean;
  hop: number;
  peer: 'target' | 'proxy';
}

export class Measurement {
  readonly request: ProbeRequest;
  readonly context: ProbeContext;
  readonly phases: Phase[] = [];
  readonly #owned = new Set<Destroyable>();

  constructor(request: ProbeRequest, context: ProbeContext) {
    this.request = request;
    this.context = context;
  }

  get signal(): AbortSignal {
    return this.context.signal;
  }

  /** How long one stage may take; name resolution has its own limit. */
  get stageMs(): number {
    return this.request.stageMs ?? this.context.limits.stageMs;
  }

  /** Starts the clock of a phase; the returned function stops it and says how it went. */
  begin(hop: number, peer: 'target' | 'proxy'): (ok: boolean) => PhaseTimes {
    const startMs = Math.max(0, this.context.nowMs());
    let durationMs: number | null = null;
    return (ok) => {
      durationMs ??= Math.max(0, this.context.nowMs() - startMs);
      return { startMs, durationMs, ok, hop, peer };
    };
  }

  /** Adds a phase that the run may learn from while the probe goes on. */
  record(phase: Phase): void {
    this.phases.push(phase);
    this.context.passed(phase);
  }

  /** Measures without a record: repetitions whose outcome stands in a phase of its own. */
  async aside<T>(work: () => Promise<T>): Promise<T> {
    const recorded = this.phases.length;
    try {
      return await work();
    } finally {
      this.phases.length = recorded;
    }
  }

  /** Destroyed with the measurement at the latest. An error that nobody waits for any more is not an event. */
  own<T extends Destroyable>(resource: T): T {
    if (resource instanceof EventEmitter) resource.on('error', () => {});
    this.#owned.add(resource);
    return resource;
  }

  /** Ends what is open, the youngest first: a TLS socket before the TCP socket below it. */
  dispose(): void {
    for (const resource of [...this.#owned].reverse()) resource.destroy();
    this.#owned.clear();
  }
}
