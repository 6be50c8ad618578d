/** Allowed AMIs admits Amazon’s images alone: the one of the runner passes, the one of the environments does not. */
import type { Scenario } from '../description.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const amiHiddenByAllowedImages: Scenario = {
  name: 'ami-hidden-by-allowed-images',
  title: 'Allowed AMIs hides an image',
  profile: STANDARD_RUNNER,
  network: {
    aws: { allowedImages: { state: 'enabled', criteria: [{ providers: ['amazon', 'aws-marketplace'] }] } },
    ec2: true,
  },
};
