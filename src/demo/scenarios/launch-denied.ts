/** The role may list images and not launch them. */
import { RUNNER_IMAGE } from '../aws/images.ts';
import type { Scenario } from '../description.ts';
import { LAUNCHES } from './parts.ts';

export const launchDenied: Scenario = {
  name: 'launch-denied',
  title: 'A launch would be refused',
  profile: LAUNCHES,
  network: {
    aws: {
      refusals: [
        {
          action: 'ec2:RunInstances',
          by: 'identity-based',
          explicit: true,
          imageOwners: [RUNNER_IMAGE.owner],
          statement: { id: 'OnlyOurImages', key: 'ec2:Owner', values: ['123456789012', 'amazon'] },
        },
      ],
    },
    ec2: true,
  },
};
