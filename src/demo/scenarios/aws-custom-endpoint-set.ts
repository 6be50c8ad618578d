/** The address of an emulator on the developer's own machine is still set where the runner is looked at. */
import type { Scenario } from '../description.ts';
import { SHORT_STAGES, STANDARD_RUNNER } from './parts.ts';

export const awsCustomEndpointSet: Scenario = {
  name: 'aws-custom-endpoint-set',
  title: 'A left-over variable leads AWS calls elsewhere',
  profile: STANDARD_RUNNER,
  network: { environment: { AWS_ENDPOINT_URL: 'http://localhost:4566' }, ec2: true },
  limits: SHORT_STAGES,
};
