/** The image of the runner is so old that AWS leaves it out of lists. */
import { BOTTLEROCKET, RUNNER_IMAGE } from '../aws/images.ts';
import type { Scenario } from '../description.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const amiDeprecated: Scenario = {
  name: 'ami-deprecated',
  title: 'An image is deprecated',
  profile: STANDARD_RUNNER,
  network: { aws: { images: [{ ...BOTTLEROCKET, deprecatedInDays: -120 }, RUNNER_IMAGE] }, ec2: true },
};
