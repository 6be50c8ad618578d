/** A genuine certificate that was installed before its first day; the clock is right. */
import type { Scenario } from '../description.ts';
import { ENVIRONMENT } from './parts.ts';

export const certificateNotYetValid: Scenario = {
  name: 'certificate-not-yet-valid',
  title: 'A certificate is not valid yet',
  profile: ENVIRONMENT,
  network: { services: [{ to: 'mcr.microsoft.com', fault: { kind: 'certificate', leaf: 'not-yet-valid' } }], ec2: true },
};
