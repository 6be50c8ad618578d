/** Finds this machine's credentials: files and variables are read, nothing is sent and nothing is run. */
import type { CredentialsObservation } from '../../model/observation.ts';
import { isProgrammingError } from '../classify.ts';
import { settle } from '../deadline.ts';
import type { Measurement } from '../measurement.ts';
import type { World } from '../world.ts';
import { credentialTable } from './credential-table.ts';
import type { InstanceRole } from './instance.ts';

/** Limits the wait for a home folder on an unresponsive share. */
const FILES_MS = 5000;

export async function probeCredentials(
  measurement: Measurement,
  blank: CredentialsObservation,
  world: World,
  instance: InstanceRole,
): Promise<CredentialsObservation> {
  const { aws } = measurement.request;
  const settled = await settle(FILES_MS, measurement.signal, () =>
    credentialTable(world, { profile: aws?.profile ?? null, mayRunProcess: aws?.mayRunProcess ?? false, instance: instance.answers }),
  );
  if (settled.how === 'failed' && isProgrammingError(settled.error)) throw settled.error;
  return { ...blank, facts: settled.how === 'done' ? settled.value.facts : null };
}
