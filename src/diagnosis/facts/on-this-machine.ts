/** Failures that no network has a part in: what SSH's configuration says, its programs and its keys. */
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

export function failedOnThisMachine({ probe, failure }: Observation): boolean {
  return failure !== null && (probe === 'ssh-config' || LOCAL.has(failure.kind));
}
