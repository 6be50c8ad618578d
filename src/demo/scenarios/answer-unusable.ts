/** TLS stands and verifies; as soon as something is asked for, the connection ends. */
import type { Scenario } from '../description.ts';
import { LAPTOP } from './parts.ts';

export const answerUnusable: Scenario = {
  name: 'answer-unusable',
  title: 'A connection is cut once the request was sent',
  profile: LAPTOP,
  network: { services: [{ to: 'app.gitpod.io', fault: { kind: 'hang-up' } }] },
};
