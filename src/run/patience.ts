/**
 * How long a probe may wait, learnt while the sweep runs. A SYN is sent again after 1 s and after 3 s, so 4 s wait for
 * a slow path. Where many connections in a row were answered by nothing at all, the path is not slow but closed, and
 * one retransmission is enough for the rest.
 */
import type { Observation } from '../model/observation.ts';
import type { Limits } from '../model/profile.ts';

const SILENT_IN_A_ROW = 8;
const SHORT_MS = 1500;
/** Probes that began together meet silence together: this long their places stay empty, until all have told. */
const HEAR_OTHERS_MS = 150;

export interface Patience {
  observe(observation: Observation): void;
  /** Milliseconds to wait after this observation before its place is given to the next probe. */
  pauseAfter(observation: Observation): number;
  /** The limits for a probe that starts now. */
  limits(): Limits;
}

export function createPatience(limits: Limits): Patience {
  const short: Limits = { ...limits, stageMs: Math.min(limits.stageMs, SHORT_MS) };
  let silent = 0;
  return {
    observe(observation) {
      if (observation.route.via === 'proxy') return;
      if (observation.failure?.kind === 'tcp.timeout') silent += 1;
      else if (observation.phases.some((phase) => phase.name === 'tcp' && phase.ok)) silent = 0;
    },
    pauseAfter: ({ route, failure }) =>
      route.via === 'direct' && failure?.kind === 'tcp.timeout' && silent < SILENT_IN_A_ROW ? HEAR_OTHERS_MS : 0,
    limits: () => (silent >= SILENT_IN_A_ROW ? short : limits),
  };
}
