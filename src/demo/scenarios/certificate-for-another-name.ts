/** A publicly trusted certificate that was made for somebody else. */
import type { Scenario } from '../description.ts';
import { ENVIRONMENT } from './parts.ts';

export const certificateForAnotherName: Scenario = {
  name: 'certificate-for-another-name',
  title: 'A host shows a certificate for another name',
  profile: ENVIRONMENT,
  network: { services: [{ to: 'mcr.microsoft.com', fault: { kind: 'certificate', leaf: 'for-another-name' } }], ec2: true },
};
