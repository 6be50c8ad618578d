/** The resolver knows internal names alone, as behind a proxy that nobody has set, and nothing goes out directly. */
import type { Scenario } from '../description.ts';
import { PROXY, SHORT_STAGES, STANDARD_RUNNER } from './parts.ts';

export const resolverKnowsNoPublicNames: Scenario = {
  name: 'resolver-knows-no-public-names',
  title: 'The DNS of this network knows no public names',
  profile: STANDARD_RUNNER,
  network: {
    names: [
      { to: PROXY.host, answer: 'genuine' },
      { to: '*', answer: 'nxdomain' },
    ],
    path: [{ to: '*', does: 'drop' }],
    ec2: true,
  },
  limits: SHORT_STAGES,
};
