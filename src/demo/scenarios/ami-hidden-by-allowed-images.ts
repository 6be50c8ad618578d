/** Allowed AMIs admits Amazon’s images alone: the one of the runner passes, the one of the environments does not. */
import { keyEnvironment } from '../aws/description.ts';
import type { Scenario } from '../description.ts';
import { ASKS_AWS } from './parts.ts';

export const amiHiddenByAllowedImages: Scenario = {
  name: 'ami-hidden-by-allowed-images',
  title: 'Allowed AMIs hides an image',
  profile: ASKS_AWS,
  network: {
    environment: keyEnvironment(),
    aws: { allowedImages: { state: 'enabled', criteria: [{ providers: ['amazon', 'aws-marketplace'] }] } },
    ec2: true,
  },
};
