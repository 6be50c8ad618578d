/**
 * Failures that no network has a part in: what SSH's configuration says, its programs and its keys, and connections that
 * were only tried at addresses of this machine itself, like the one to an emulator that was left configured.
 */
import { addressClass } from '../../model/address.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';

const LOCAL: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'ssh.client-missing',
  'ssh.config-refused',
  'ssh.config-timeout',
  'ssh.proxy-command-missing',
  'ssh.key-missing',
  'ssh.key-too-open',
  'ssh.control-path',
]);

export function failedOnThisMachine({ probe, failure, phases }: Observation): boolean {
  if (failure === null) return false;
  if (probe === 'ssh-config' || LOCAL.has(failure.kind)) return true;
  const last = phases.at(-1);
  return last?.name === 'tcp' && last.attempts.length > 0 && last.attempts.every(({ address }) => addressClass(address) === 'loopback');
}
