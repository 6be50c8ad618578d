/** An AWS name resolves to a private address, whose security group lets nothing in. */
import type { Scenario } from '../description.ts';
import { SHORT_STAGES, STANDARD_RUNNER } from './parts.ts';

export const vpcEndpointUnreachable: Scenario = {
  name: 'vpc-endpoint-unreachable',
  title: 'A VPC endpoint does not accept connections',
  profile: STANDARD_RUNNER,
  network: {
    names: [{ to: 'ssm.*', answer: { addresses: ['10.20.1.15'] } }],
    path: [{ to: 'ssm.*', does: 'drop' }],
    ec2: true,
  },
  limits: SHORT_STAGES,
};
