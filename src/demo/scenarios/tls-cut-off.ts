/** Connections open, and are reset in the handshake whatever name it holds. */
import type { Scenario } from '../description.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const tlsCutOff: Scenario = {
  name: 'tls-cut-off',
  title: 'Every TLS handshake is cut off',
  profile: STANDARD_RUNNER,
  network: { path: [{ to: '*', does: 'reset-in-tls' }], ec2: true },
};
