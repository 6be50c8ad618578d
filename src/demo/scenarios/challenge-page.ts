/** A guard of the releases challenges every program, as it does with addresses that it does not trust. */
import type { Scenario } from '../description.ts';
import { CHALLENGE } from '../web/refusals.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const challengePage: Scenario = {
  name: 'challenge-page',
  title: 'The service wants to see a person first',
  profile: STANDARD_RUNNER,
  network: { services: [{ to: 'releases.gitpod.io', fault: { kind: 'answers', answer: CHALLENGE } }], ec2: true },
};
