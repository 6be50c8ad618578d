/** One bit of the answer is turned over, which TLS detects. */
import type { Scenario } from '../description.ts';
import { ENVIRONMENT } from './parts.ts';

export const tlsAltered: Scenario = {
  name: 'tls-altered',
  title: 'A device changes encrypted data',
  profile: ENVIRONMENT,
  network: { path: [{ to: 'public.ecr.aws', does: 'alter-in-tls' }], ec2: true },
};
