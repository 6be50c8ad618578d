/** What the phases of a probe show about how much its route carries at present. */
import type { FailureKind } from '../model/failure.ts';
import type { Observation } from '../model/observation.ts';
import type { Phase } from '../model/phase.ts';

const SILENCE: ReadonlySet<FailureKind> = new Set<FailureKind>(['tcp.timeout', 'tunnel.timeout', 'tls.timeout', 'http.timeout']);

/** Nothing came where something was waited for. */
export function metSilence({ failure }: Observation): boolean {
  return failure !== null && SILENCE.has(failure.kind);
}

/** From this phase on bytes go to and fro. */
export function isConnected({ name, ok }: Phase): boolean {
  return name === 'tcp' && ok;
}
