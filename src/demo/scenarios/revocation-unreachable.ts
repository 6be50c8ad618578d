/** Everything works but the server that certificates name for revocations; its owner has agreed that it is asked. */

import type { Scenario } from '../description.ts';
import { RESPONDER_HOST } from '../hosts.ts';
import { LAPTOP, SHORT_STAGES } from './parts.ts';

export const revocationUnreachable: Scenario = {
  name: 'revocation-unreachable',
  title: 'The server that certificates name for revocations is out of reach',
  profile: { ...LAPTOP, consents: [...LAPTOP.consents, 'revocation'] },
  limits: SHORT_STAGES,
  network: { path: [{ to: RESPONDER_HOST, port: 80, does: 'drop' }], ec2: true },
};
