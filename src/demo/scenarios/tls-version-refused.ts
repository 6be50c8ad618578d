/** An alert answers the ClientHello: whatever stands on the way speaks old versions only. */
import type { Scenario } from '../description.ts';
import { ENVIRONMENT } from './parts.ts';

export const tlsVersionRefused: Scenario = {
  name: 'tls-version-refused',
  title: 'A device refuses modern TLS',
  profile: ENVIRONMENT,
  network: { path: [{ to: 'public.ecr.aws', does: 'alert-in-tls' }], ec2: true },
};
