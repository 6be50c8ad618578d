/** The resolver denies one name of the list and knows the others. */
import type { Scenario } from '../description.ts';
import { ENVIRONMENT } from './parts.ts';

export const nameNotFound: Scenario = {
  name: 'name-not-found',
  title: 'A host name does not exist here',
  profile: ENVIRONMENT,
  network: { names: [{ to: 'public.ecr.aws', answer: 'nxdomain' }], ec2: true },
};
