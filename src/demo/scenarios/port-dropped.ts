/** No answer to connections to one host; its siblings answer. */
import type { Scenario } from '../description.ts';
import { ENVIRONMENT, SHORT_STAGES } from './parts.ts';

export const portDropped: Scenario = {
  name: 'port-dropped',
  title: 'Connections to one host get no answer',
  profile: ENVIRONMENT,
  network: { path: [{ to: 'public.ecr.aws', does: 'drop' }], ec2: true },
  limits: SHORT_STAGES,
};
