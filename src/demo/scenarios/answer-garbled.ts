/** The manifests of the releases say that they are compressed, and are not. */
import type { Scenario } from '../description.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const answerGarbled: Scenario = {
  name: 'answer-garbled',
  title: 'Answers cannot be unpacked',
  profile: STANDARD_RUNNER,
  network: { services: [{ to: 'releases.gitpod.io', pathEnds: '/manifest.json', fault: { kind: 'garbled' } }], ec2: true },
};
