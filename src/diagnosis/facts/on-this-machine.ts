/** Failures that need no network: SSH configuration, programs and keys, and connections to addresses of this machine. */
import { addressClass } from '../../model/address.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import { observationsEndedIn } from './log.ts';
import type { View } from './view.ts';

const LOCAL: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'ssh.client-missing',
  'ssh.config-refused',
  'ssh.config-timeout',
  'ssh.proxy-command-missing',
  'ssh.key-missing',
  'ssh.key-too-open',
  'ssh.control-path',
]);

export function isLocalFailure({ probe, failure, phases }: Observation): boolean {
  if (failure === null) return false;
  if (probe === 'ssh-config' || LOCAL.has(failure.kind)) return true;
  const last = phases.at(-1);
  return last?.name === 'tcp' && last.attempts.length > 0 && last.attempts.every(({ address }) => addressClass(address) === 'loopback');
}

/** The local operating system refused to send, whatever the route. */
export function deniedLocally(view: View): Observation[] {
  return observationsEndedIn(view, 'tcp.local-denied', 'udp.local-denied').filter(view.isFailed);
}
