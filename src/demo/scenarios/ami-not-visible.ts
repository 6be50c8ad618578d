/** The image of the environments is not shared with this account. */
import { BOTTLEROCKET, RUNNER_IMAGE } from '../aws/images.ts';
import type { Scenario } from '../description.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const amiNotVisible: Scenario = {
  name: 'ami-not-visible',
  title: 'An image is not shared with the account',
  profile: STANDARD_RUNNER,
  network: { aws: { images: [BOTTLEROCKET, { ...RUNNER_IMAGE, private: true }] }, ec2: true },
};
