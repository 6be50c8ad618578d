/** The server of the releases agrees on HTTP/2 in the handshake and then takes no request over it. */
import type { Scenario } from '../description.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const httpVersionRequired: Scenario = {
  name: 'http-version-required',
  title: 'HTTP/2 is agreed on and then refused',
  profile: STANDARD_RUNNER,
  network: { services: [{ to: 'releases.gitpod.io', fault: { kind: 'wants-http1' } }], ec2: true },
};
