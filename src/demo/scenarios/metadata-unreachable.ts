/** An instance whose rules drop what is sent to the metadata service. */
import type { Scenario } from '../description.ts';
import { SHORT_STAGES, STANDARD_RUNNER } from './parts.ts';

export const metadataUnreachable: Scenario = {
  name: 'metadata-unreachable',
  title: 'The EC2 metadata service does not answer',
  profile: STANDARD_RUNNER,
  network: { ec2: true, metadata: 'silent' },
  limits: SHORT_STAGES,
};
