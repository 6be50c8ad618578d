/** A box accepts every connection, also to an address that nobody has, and cuts what it does not carry. */
import type { Scenario } from '../description.ts';
import { ENVIRONMENT } from './parts.ts';

export const transparentProxy: Scenario = {
  name: 'transparent-proxy',
  title: 'A transparent proxy accepts connections and cuts some of them',
  profile: ENVIRONMENT,
  network: {
    transparentProxy: true,
    path: [
      { to: 'public.ecr.aws', does: 'reset-in-tls' },
      { to: 'download.jetbrains.com', does: 'reset-in-tls' },
    ],
    ec2: true,
  },
};
