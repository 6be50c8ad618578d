/** What the phases of a probe show about its route's present capacity. */
import type { FailureKind } from '../model/failure.ts';
import type { Observation } from '../model/observation.ts';
import type { Phase } from '../model/phase.ts';

const SILENCE: ReadonlySet<FailureKind> = new Set<FailureKind>(['tcp.timeout', 'tunnel.timeout', 'tls.timeout', 'http.timeout']);

/** Silence where an answer was expected. */
export function metSilence({ failure }: Observation): boolean {
  return failure !== null && SILENCE.has(failure.kind);
}

/** From this phase on data flows. */
export function isConnected({ name, ok }: Phase): boolean {
  return name === 'tcp' && ok;
}
