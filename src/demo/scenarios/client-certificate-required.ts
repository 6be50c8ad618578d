/** The far end asks for a client certificate, and ends TLS without one. */
import type { Scenario } from '../description.ts';
import { LAPTOP } from './parts.ts';

export const clientCertificateRequired: Scenario = {
  name: 'client-certificate-required',
  title: 'A gateway admits only clients with a certificate',
  profile: LAPTOP,
  network: { path: [{ to: 'marketplace.visualstudio.com', does: 'mutual-tls' }] },
};
