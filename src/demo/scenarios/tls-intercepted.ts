/** Every page arrives, signed by a private root that one program alone was taught; the root itself was given out. */
import type { Scenario } from '../description.ts';
import { LAPTOP } from './parts.ts';

export const tlsIntercepted: Scenario = {
  name: 'tls-intercepted',
  title: 'TLS is decrypted by an inspector that hardly any program trusts',
  profile: { ...LAPTOP, caFile: '/home/gitpod/example-corp-inspection-ca.pem' },
  network: {
    path: [{ to: '*', does: 'inspect' }],
    trustLists: [
      { program: 'system', path: '/etc/ssl/certs/ca-certificates.crt', inspector: false },
      { program: 'go', path: '/etc/ssl/certs/ca-certificates.crt', inspector: false },
      { program: 'node', path: '/etc/ssl/certs/ca-certificates.crt', inspector: false },
      { program: 'python', path: '/usr/lib/python3/dist-packages/certifi/cacert.pem', inspector: true },
      { program: 'java', path: '/usr/lib/jvm/java-17-openjdk-amd64/lib/security/cacerts', inspector: false },
    ],
    rootGivenOut: true,
  },
};
