/** The `ssh-config` probe: the effective settings of one alias, or of a family if none was named. */
import type { FailureKind } from '../../model/failure.ts';
import type { SshConfigObservation } from '../../model/observation.ts';
import type { SshConfigFacts } from '../../model/ssh/index.ts';
import { fail } from '../classify.ts';
import { CancelledError } from '../deadline.ts';
import type { Measurement } from '../measurement.ts';
import type { World } from '../world.ts';
import { CLIENT_TIMEOUT_MS } from './client-query.ts';
import { readSshConfig } from './read.ts';
import { sshHomeOf } from './world-home.ts';

export async function probeSshConfig(measurement: Measurement, blank: SshConfigObservation, world: World): Promise<SshConfigObservation> {
  const { target, ssh } = measurement.request;
  const alias = target.kind === 'ssh-alias' ? target.pattern : '';
  const end = measurement.begin(0, 'target');
  const { facts } = await readSshConfig({
    alias,
    isTyped: ssh?.isTyped ?? true,
    matchExec: ssh?.matchExec ?? false,
    home: sshHomeOf(world, ssh?.configFile ?? null),
    run: { environment: world.environment, timeoutMs: CLIENT_TIMEOUT_MS, signal: measurement.signal },
    withReaders: world.pretend === null,
    mayLookUp: world.pretend === null,
    withPatches: true,
  });
  if (measurement.signal.aborted) throw new CancelledError();
  const kind = failureOf(facts);
  return {
    ...blank,
    facts,
    phases: [{ name: 'ssh-config', ...end(kind === null) }],
    failure: kind === null ? null : fail(kind, alias),
  };
}

/** Without a name a missing client or section is not a failure. */
function failureOf({ client, state, branch, isTyped, refusal }: SshConfigFacts): FailureKind | null {
  if (client === null) return isTyped ? 'ssh.client-missing' : null;
  if (state === 'refused' || refusal !== null) return 'ssh.config-refused';
  if (state === 'timeout' || state === 'too-much') return 'ssh.config-timeout';
  return state === 'answered' && branch === 'none' && isTyped ? 'ssh.unresolved' : null;
}
