/** An alert says that access is denied. */
import type { Scenario } from '../description.ts';
import { ENVIRONMENT } from './parts.ts';

export const tlsRefusedByPolicy: Scenario = {
  name: 'tls-refused-by-policy',
  title: 'A filter denies access with a TLS alert',
  profile: ENVIRONMENT,
  network: { path: [{ to: 'public.ecr.aws', does: 'alert-in-tls', alert: 49 }], ec2: true },
};
