/** Two AWS names are answered by something that shows a certificate for a name of its own. */
import type { Scenario } from '../description.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const awsEndpointNotGenuine: Scenario = {
  name: 'aws-endpoint-not-genuine',
  title: 'Something else answers for AWS endpoints',
  profile: STANDARD_RUNNER,
  network: {
    services: [
      { to: 'ssm.*', fault: { kind: 'certificate', leaf: 'for-another-name' } },
      { to: 'secretsmanager.*', fault: { kind: 'certificate', leaf: 'for-another-name' } },
    ],
    ec2: true,
  },
};
