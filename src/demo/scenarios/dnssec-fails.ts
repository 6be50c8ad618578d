/** A validating resolver rejects the signatures of one zone (RFC 8914, 6). */
import type { Scenario } from '../description.ts';
import { ENVIRONMENT } from './parts.ts';

export const dnssecFails: Scenario = {
  name: 'dnssec-fails',
  title: 'The resolver rejects the signatures of a name',
  profile: ENVIRONMENT,
  network: { names: [{ to: 'public.ecr.aws', answer: { says: 'servfail', because: 6 } }], ec2: true },
};
