/** A DNS filter answers a public name with 0.0.0.0. */
import type { Scenario } from '../description.ts';
import { LAPTOP } from './parts.ts';

export const nameSinkholed: Scenario = {
  name: 'name-sinkholed',
  title: 'A host name leads nowhere',
  profile: LAPTOP,
  network: {
    names: [{ to: 'app.gitpod.io', answer: { addresses: ['0.0.0.0'] } }],
    path: [{ to: 'app.gitpod.io', does: 'refuse' }],
  },
};
