/** NODE_EXTRA_CA_CERTS points at a file that is not there. Programs only whisper about it. */
import type { Scenario } from '../description.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const extraTrustBroken: Scenario = {
  name: 'extra-trust-broken',
  title: 'A variable names a missing certificate file',
  profile: STANDARD_RUNNER,
  network: { environment: { NODE_EXTRA_CA_CERTS: '/etc/example-corp/inspection-root.pem' }, ec2: true },
};
