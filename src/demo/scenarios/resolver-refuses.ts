/** REFUSED for every name: the resolver is not for this network. */
import type { Scenario } from '../description.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const resolverRefuses: Scenario = {
  name: 'resolver-refuses',
  title: 'The resolver refuses to resolve',
  profile: STANDARD_RUNNER,
  network: { names: [{ to: '*', answer: 'refused' }], ec2: true },
};
