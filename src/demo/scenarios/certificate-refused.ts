/** A certificate that a public CA has signed with SHA-1, as an old device may still hold one. */
import type { Scenario } from '../description.ts';
import { ENVIRONMENT } from './parts.ts';

export const certificateRefused: Scenario = {
  name: 'certificate-refused',
  title: 'A certificate is signed with a hash that is too weak',
  profile: ENVIRONMENT,
  network: { services: [{ to: 'mcr.microsoft.com', fault: { kind: 'certificate', leaf: 'sha1-signature' } }], ec2: true },
};
