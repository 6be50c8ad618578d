/** The server of the releases takes no more headers than hardly any request has. */
import type { Scenario } from '../description.ts';
import { TOO_LARGE_HEADERS } from '../web/refusals.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const requestTooLarge: Scenario = {
  name: 'request-too-large',
  title: 'A small request is refused as too large',
  profile: STANDARD_RUNNER,
  network: { services: [{ to: 'releases.gitpod.io', fault: { kind: 'answers', answer: TOO_LARGE_HEADERS } }], ec2: true },
};
