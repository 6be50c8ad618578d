/** The genuine server sends along that its CA has revoked its certificate. */
import type { Scenario } from '../description.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const certificateRevoked: Scenario = {
  name: 'certificate-revoked',
  title: 'A certificate is revoked',
  profile: STANDARD_RUNNER,
  network: { services: [{ to: 'releases.gitpod.io', fault: { kind: 'certificate', leaf: 'revoked' } }], ec2: true },
};
