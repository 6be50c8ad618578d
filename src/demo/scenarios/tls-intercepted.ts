/** Every page arrives, signed by a private root that is in no store of this machine. */
import type { Scenario } from '../description.ts';
import { LAPTOP } from './parts.ts';

export const tlsIntercepted: Scenario = {
  name: 'tls-intercepted',
  title: 'TLS is decrypted by an inspector that nobody trusts',
  profile: LAPTOP,
  network: { path: [{ to: '*', does: 'inspect' }] },
};
