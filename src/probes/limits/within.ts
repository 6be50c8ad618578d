/**
 * Wraps every probe. Limits concurrency to this machine's descriptors, and repeats probes that the machine itself disturbed, because a
 * probe that was stopped halfway proves nothing about the network.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { isLocalLimit } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import type { ProbeName } from '../../model/probe-request.ts';
import type { SpoiledAttempt } from '../../model/stalled.ts';
import type { ProbePort } from '../../run/probe-port.ts';
import { maxConcurrentProbes } from './descriptors.ts';
import { createSlots } from './slots.ts';
import { MIN_STOP_MS } from './stalls.ts';

/** Probes that are never retried, because the server counts failed logins or a download takes long. */
const ONCE: ReadonlySet<ProbeName> = new Set<ProbeName>(['ssh-connect', 'download']);

/** Pauses before the next attempt, in which other probes can end and free resources. */
const PAUSES_MS: readonly number[] = [100, 500];

export function limitConcurrency(run: ProbePort['run']): ProbePort['run'] {
  const slots = createSlots(maxConcurrentProbes);
  return async (request, context) => {
    const leave = await slots.enter(context.signal);
    try {
      const spoiled: SpoiledAttempt[] = [];
      let seen = await run(request, context);
      for (const pauseMs of PAUSES_MS) {
        if (!isSpoiled(seen) || context.signal.aborted) break;
        spoiled.push(attemptOf(seen));
        if (isLocalLimit(seen)) slots.shrink();
        await sleep(pauseMs, null, { signal: context.signal }).catch(() => {});
        seen = await run(request, context);
      }
      return spoiled.length === 0 ? seen : { ...seen, spoiled };
    } finally {
      leave();
    }
  };
}

function isSpoiled(observation: Observation): boolean {
  if (isLocalLimit(observation)) return true;
  const { failure, state, stalled } = observation;
  return state === 'completed' && failure !== null && (stalled?.longestMs ?? 0) >= MIN_STOP_MS && !ONCE.has(observation.probe);
}

function attemptOf({ failure, durationMs, stalled }: Observation): SpoiledAttempt {
  return { failure: failure?.kind ?? 'unclassified', durationMs, stalledMs: stalled?.ms ?? 0 };
}
