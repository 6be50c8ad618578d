/** A reset after a ClientHello with this name; another name passes on the same address. */
import type { Scenario } from '../description.ts';
import { ENVIRONMENT } from './parts.ts';

export const nameFilteredInTls: Scenario = {
  name: 'name-filtered-in-tls',
  title: 'A filter cuts TLS by host name',
  profile: ENVIRONMENT,
  network: { path: [{ to: 'public.ecr.aws', does: 'reset-by-name' }], ec2: true },
};
