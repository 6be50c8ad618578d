/** One running probe: its phases, its clock, and the sockets to close at its end. */
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

  /** The timeout of one stage. Name resolution has its own. */
  get stageMs(): number {
    return this.request.stageMs ?? this.context.limits.stageMs;
  }

  /** Starts a phase's clock; the returned function stops it with the outcome. */
  begin(hop: number, peer: 'target' | 'proxy'): (ok: boolean) => PhaseTimes {
    const startMs = Math.max(0, this.context.nowMs());
    let durationMs: number | null = null;
    return (ok) => {
      durationMs ??= Math.max(0, this.context.nowMs() - startMs);
      return { startMs, durationMs, ok, hop, peer };
    };
  }

  /** Adds a phase, which the run may use before the probe ends. */
  record(phase: Phase): void {
    this.phases.push(phase);
    this.context.passed(phase);
  }

  /** Measures without a record, for repetitions whose outcome is in their own phase. */
  async aside<T>(work: () => Promise<T>): Promise<T> {
    const recorded = this.phases.length;
    try {
      return await work();
    } finally {
      this.phases.length = recorded;
    }
  }

  /** Takes over a resource, which is destroyed at the latest when the measurement ends. Its unhandled errors are ignored. */
  own<T extends Destroyable>(resource: T): T {
    if (resource instanceof EventEmitter) resource.on('error', () => {});
    this.#owned.add(resource);
    return resource;
  }

  /** Closes open resources, newest first: a TLS socket before its TCP socket. */
  dispose(): void {
    for (const resource of [...this.#owned].reverse()) resource.destroy();
    this.#owned.clear();
  }
}
