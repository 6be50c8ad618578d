/** The genuine server sends along that its CA has revoked its certificate. */
import type { Scenario } from '../description.ts';
import { LAPTOP } from './parts.ts';

export const certificateRevoked: Scenario = {
  name: 'certificate-revoked',
  title: 'A certificate is revoked',
  profile: LAPTOP,
  network: { services: [{ to: 'marketplace.visualstudio.com', fault: { kind: 'certificate', leaf: 'revoked' } }] },
};
