/**
 * The control that shows whether a failed handshake depends on the name. It goes to the same address with another name in the ClientHello.
 */
import { answeredInTls, type FailureKind } from '../../model/failure.ts';
import type { WebObservation } from '../../model/observation.ts';
import { type FailedHop, firstPeer, phaseOfHop } from './hops.ts';
import { isCloseToTimeout } from './silence.ts';
import type { View } from './view.ts';

/**
 * `passes`: the peer speaks TLS for the neutral name. `fails`: the handshake with the neutral name fails in the same way. `unsettled`:
 * there is no such control, or it connected to another address.
 */
export type NeutralOutcome = 'passes' | 'fails' | 'unsettled';

export interface NeutralName {
  outcome: NeutralOutcome;
  control: WebObservation | null;
}

const CUT: ReadonlySet<FailureKind> = new Set<FailureKind>(['tls.reset', 'tls.closed', 'tls.timeout']);

export function neutralName(view: View, failed: FailedHop): NeutralName {
  const control = failed.hop === 0 && failed.direct ? view.controlFor(failed.observation, 'neutral-name') : undefined;
  if (control === undefined || firstPeer(control) === null || firstPeer(control) !== firstPeer(failed.observation)) {
    return { outcome: 'unsettled', control: null };
  }
  const outcome = outcomeOf(control);
  const tls = phaseOfHop(control, 'tls', 0);
  const isNoContrast = failed.kind === 'tls.timeout' && tls !== undefined && isCloseToTimeout(view, control, tls);
  return { outcome: outcome === 'passes' && isNoContrast ? 'unsettled' : outcome, control };
}

function outcomeOf(control: WebObservation): NeutralOutcome {
  if (phaseOfHop(control, 'tls', 0)?.handshakeCompleted) return 'passes';
  const kind = control.failure?.kind;
  if (kind === undefined) return 'unsettled';
  // An alert or a certificate for another host also counts as an answer, because the ClientHello arrived.
  if (answeredInTls(kind)) return 'passes';
  return CUT.has(kind) ? 'fails' : 'unsettled';
}
