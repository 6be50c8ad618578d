/** The rule was made for us01.gitpod.dev alone. */
import type { Scenario } from '../description.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const gatewaySubdomainsBlocked: Scenario = {
  name: 'gateway-subdomains-blocked',
  title: 'The gateway opens, names below it do not',
  profile: STANDARD_RUNNER,
  network: { path: [{ to: '*.us01.gitpod.dev', does: 'reset-by-name' }], ec2: true },
};
