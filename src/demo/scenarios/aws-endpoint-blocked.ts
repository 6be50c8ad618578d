/** Two of the regional names refuse connections; the others answer. */
import type { Scenario } from '../description.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const awsEndpointBlocked: Scenario = {
  name: 'aws-endpoint-blocked',
  title: 'Regional AWS endpoints are blocked',
  profile: STANDARD_RUNNER,
  network: {
    path: [
      { to: 'ssm.*', does: 'refuse' },
      { to: 'secretsmanager.*', does: 'refuse' },
    ],
    ec2: true,
  },
};
