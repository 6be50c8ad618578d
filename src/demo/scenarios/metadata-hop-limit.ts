/** A container one hop further from the metadata service than its tokens come. */
import type { Scenario } from '../description.ts';
import { SHORT_STAGES, STANDARD_RUNNER } from './parts.ts';

export const metadataHopLimit: Scenario = {
  name: 'metadata-hop-limit',
  title: 'Tokens of the EC2 metadata service do not come this far',
  profile: STANDARD_RUNNER,
  network: { ec2: true, metadata: 'hop-limit' },
  limits: SHORT_STAGES,
};
