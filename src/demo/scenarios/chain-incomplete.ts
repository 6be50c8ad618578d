/** A genuine server that forgot its intermediate; the other hosts of its CA send it along. */
import type { Scenario } from '../description.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const chainIncomplete: Scenario = {
  name: 'chain-incomplete',
  title: 'A server does not send its intermediate certificate',
  profile: STANDARD_RUNNER,
  network: { services: [{ to: 'releases.gitpod.io', fault: { kind: 'certificate', leaf: 'without-intermediate' } }], ec2: true },
};
