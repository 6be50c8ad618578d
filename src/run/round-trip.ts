/** The present capacity of a route, by the phases of a probe. */
import type { FailureKind } from '../model/failure.ts';
import type { Observation } from '../model/observation.ts';
import type { Phase } from '../model/phase.ts';

const SILENCE: ReadonlySet<FailureKind> = new Set<FailureKind>(['tcp.timeout', 'tunnel.timeout', 'tls.timeout', 'http.timeout']);

/** No answer came although one was expected. */
export function hasMetSilence({ failure }: Observation): boolean {
  return failure !== null && SILENCE.has(failure.kind);
}

/** Data flows from this phase on. */
export function isConnectedPhase({ name, ok }: Phase): boolean {
  return name === 'tcp' && ok;
}
