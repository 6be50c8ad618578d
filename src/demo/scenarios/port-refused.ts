/** A reset at connect for one host; its siblings answer. */
import type { Scenario } from '../description.ts';
import { ENVIRONMENT } from './parts.ts';

export const portRefused: Scenario = {
  name: 'port-refused',
  title: 'Connections to one host are refused',
  profile: ENVIRONMENT,
  network: { path: [{ to: 'mcr.microsoft.com', does: 'refuse' }], ec2: true },
};
