/** A genuine certificate outside its validity; the clock is right. */
import type { Scenario } from '../description.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const certificateExpired: Scenario = {
  name: 'certificate-expired',
  title: 'A certificate has expired',
  profile: STANDARD_RUNNER,
  network: { services: [{ to: 'releases.gitpod.io', fault: { kind: 'certificate', leaf: 'expired' } }], ec2: true },
};
