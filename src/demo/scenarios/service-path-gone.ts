/** The genuine server of the releases knows nothing of the documented path. */
import type { Scenario } from '../description.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const servicePathGone: Scenario = {
  name: 'service-path-gone',
  title: 'A documented path answers 404',
  profile: STANDARD_RUNNER,
  network: { services: [{ to: 'releases.gitpod.io', pathEnds: '/manifest.json', fault: { kind: 'status', status: 404 } }], ec2: true },
};
