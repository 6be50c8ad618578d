/** The lighthouses have moved on, and the listed addresses still answer. */
import type { Scenario } from '../description.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const gatewayAddressesDrifted: Scenario = {
  name: 'gateway-addresses-drifted',
  title: 'The gateway has addresses that the list does not name',
  profile: STANDARD_RUNNER,
  network: { names: [{ to: 'lighthouse.us01.gitpod.dev', answer: { addresses: ['52.54.12.7', '35.171.240.32'] } }], ec2: true },
};
