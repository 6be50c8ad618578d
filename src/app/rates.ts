/** The rate of downloads over the last seconds, derived from the engine's byte counts. */
import type { EngineState } from './application.ts';

export interface Rates {
  /** The same state with a rate for each active download. */
  see(engine: EngineState): EngineState;
}

interface Sample {
  atMs: number;
  done: number;
}

/** A rate over a shorter interval is inaccurate, and a rate over a longer one is outdated. */
const SHORTEST_MS = 1000;
const MAX_MS = 5000;

export function createRates(): Rates {
  const samples = new Map<string, Sample[]>();

  function rateOf(observation: string, now: Sample): number | null {
    const kept = (samples.get(observation) ?? []).filter(({ atMs }) => now.atMs - atMs <= MAX_MS);
    const last = kept.at(-1);
    // A smaller byte count means that the download restarted; an earlier time belongs to another sweep.
    const known = last !== undefined && (now.done < last.done || now.atMs < last.atMs) ? [] : kept;
    samples.set(observation, last?.atMs === now.atMs && known.length > 0 ? known : [...known, now]);
    const first = known[0];
    return first === undefined || now.atMs - first.atMs < SHORTEST_MS ? null : ((now.done - first.done) * 1000) / (now.atMs - first.atMs);
  }

  return {
    see(engine) {
      const { live } = engine;
      if (live === null) {
        samples.clear();
        return engine;
      }
      const running = live.running.map((probe) => {
        const rate = probe.progress === null ? null : rateOf(probe.observation, { atMs: live.elapsedMs, done: probe.progress.done });
        return rate === null ? probe : { ...probe, bytesPerSecond: rate };
      });
      return { ...engine, live: { ...live, running } };
    },
  };
}
