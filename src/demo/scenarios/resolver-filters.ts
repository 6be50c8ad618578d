/** A DNS filter answers NXDOMAIN for a public name, and says that it is blocked (RFC 8914, 15). */
import type { Scenario } from '../description.ts';
import { ENVIRONMENT } from './parts.ts';

export const resolverFilters: Scenario = {
  name: 'resolver-filters',
  title: 'The resolver says that it filters a name',
  profile: ENVIRONMENT,
  network: { names: [{ to: 'public.ecr.aws', answer: { says: 'nxdomain', because: 15 } }], ec2: true },
};
