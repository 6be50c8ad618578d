/** A certificate of a public CA over a key of RSA 1024, as an old device may still hold one. */
import type { Scenario } from '../description.ts';
import { ENVIRONMENT } from './parts.ts';

export const certificateRefused: Scenario = {
  name: 'certificate-refused',
  title: 'A certificate has a key that is too small',
  profile: ENVIRONMENT,
  network: { services: [{ to: 'mcr.microsoft.com', fault: { kind: 'certificate', leaf: 'small-key' } }], ec2: true },
};
