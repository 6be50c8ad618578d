/** A ClientHello of more than one packet is never answered; one that offers X25519 alone passes. */
import type { Scenario } from '../description.ts';
import { ENVIRONMENT, SHORT_STAGES } from './parts.ts';

export const largeHelloDropped: Scenario = {
  name: 'large-hello-dropped',
  title: 'A firewall discards long first messages of TLS',
  profile: ENVIRONMENT,
  network: {
    path: [
      { to: 'public.ecr.aws', does: 'stall-long-hello' },
      { to: 'download.jetbrains.com', does: 'stall-long-hello' },
    ],
    ec2: true,
  },
  limits: SHORT_STAGES,
};
