/** An alert says that nothing of this name is served. */
import type { Scenario } from '../description.ts';
import { ENVIRONMENT } from './parts.ts';

export const tlsNameNotServed: Scenario = {
  name: 'tls-name-not-served',
  title: 'What answers does not know the name',
  profile: ENVIRONMENT,
  network: { path: [{ to: 'public.ecr.aws', does: 'alert-in-tls', alert: 112 }], ec2: true },
};
