/** The connection stands and the ClientHello is never answered, whatever name it holds. */
import type { Scenario } from '../description.ts';
import { ENVIRONMENT, SHORT_STAGES } from './parts.ts';

export const tlsStalls: Scenario = {
  name: 'tls-stalls',
  title: 'TLS handshakes with one host get no answer',
  profile: ENVIRONMENT,
  network: { path: [{ to: 'public.ecr.aws', does: 'stall-in-tls' }], ec2: true },
  limits: SHORT_STAGES,
};
