/** The whole company comes from one address, and that has asked too often. */
import type { Scenario } from '../description.ts';
import { TOO_MANY } from '../web/refusals.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const rateLimited: Scenario = {
  name: 'rate-limited',
  title: 'The service has had too many requests',
  profile: STANDARD_RUNNER,
  network: { services: [{ to: 'releases.gitpod.io', fault: { kind: 'answers', answer: TOO_MANY } }], ec2: true },
};
