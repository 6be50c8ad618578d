/** Every program trusts the inspector, so nothing looks wrong; it speaks HTTP/1.1 alone, which Gitpod's CLI does not get on with. */
import type { TrustingProgram } from '../../model/program-trust.ts';
import type { Scenario } from '../description.ts';
import { LAPTOP } from './parts.ts';

const SYSTEM_LIST = '/etc/ssl/certs/ca-certificates.crt';
const READERS: readonly TrustingProgram[] = ['system', 'go', 'curl', 'git', 'vscode', 'node', 'jetbrains'];

export const http2Downgraded: Scenario = {
  name: 'http2-downgraded',
  below: 'tls-intercepted',
  title: 'An inspector that the machine trusts takes HTTP/2 away',
  profile: LAPTOP,
  network: {
    path: [{ to: '*', does: 'inspect-http1' }],
    trustLists: READERS.map((program) => ({ program, path: SYSTEM_LIST, inspector: true })),
  },
};
