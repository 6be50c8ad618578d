/** The first resolver belongs to another network and knows no such name; the second one does. */
import type { Scenario } from '../description.ts';
import { ENVIRONMENT } from './parts.ts';

export const resolversDisagree: Scenario = {
  name: 'resolvers-disagree',
  title: 'Two resolvers contradict one another',
  profile: ENVIRONMENT,
  network: { names: [{ to: 'public.ecr.aws', answer: 'nxdomain' }], secondResolver: [], ec2: true },
};
