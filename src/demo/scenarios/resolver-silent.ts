/** Queries get no answer; what needs no name, as the gateway on UDP, works. */
import type { Scenario } from '../description.ts';
import { SHORT_STAGES, STANDARD_RUNNER } from './parts.ts';

export const resolverSilent: Scenario = {
  name: 'resolver-silent',
  title: 'The resolver does not answer',
  profile: STANDARD_RUNNER,
  network: { names: [{ to: '*', answer: 'silent' }], ec2: true },
  limits: SHORT_STAGES,
};
