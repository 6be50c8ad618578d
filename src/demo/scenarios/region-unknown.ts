/** Two letters of the region the wrong way round: none of its names exists, and no resolver is to blame. */
import type { Scenario } from '../description.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const regionUnknown: Scenario = {
  name: 'region-unknown',
  title: 'The name of the region is mistyped',
  profile: { ...STANDARD_RUNNER, regions: ['us-esat-1'] },
  network: { ec2: true },
};
