/** What stands just before the services, and the services themselves. */
import { LAPTOP, STANDARD_RUNNER } from '../../../src/demo/scenarios/parts.ts';
import type { LabScenario } from '../scenario.ts';

export const SERVICES: readonly LabScenario[] = [
  {
    name: 'tls-cut-off',
    title: 'Connections to one host are reset in the handshake, whatever name is asked for',
    profile: STANDARD_RUNNER,
    internet: { path: [{ to: 'releases.gitpod.io', does: 'reset-in-tls' }] },
    expect: { causes: ['tls-cut-off'], never: ['name-filtered-in-tls', 'port-refused'], exit: 1 },
  },
  {
    name: 'name-filtered-in-tls',
    title: 'Connections are reset once the handshake names one host',
    profile: STANDARD_RUNNER,
    internet: { path: [{ to: 'releases.gitpod.io', does: 'reset-by-name' }] },
    expect: { causes: ['name-filtered-in-tls'], never: ['tls-cut-off', 'port-refused'], exit: 1 },
  },
  {
    name: 'tls-intercepted',
    title: 'An inspector answers with its own certificates',
    profile: LAPTOP,
    internet: { path: [{ to: '*', does: 'inspect' }] },
    expect: { causes: ['tls-intercepted'], never: ['certificate-for-another-name', 'block-page'], exit: 1 },
  },
  {
    name: 'certificate-expired',
    title: 'The certificate of one host has expired',
    profile: LAPTOP,
    internet: { services: [{ to: 'marketplace.visualstudio.com', fault: { kind: 'certificate', leaf: 'expired' } }] },
    expect: { causes: ['certificate-expired'], never: ['clock-wrong', 'tls-intercepted'], exit: 1 },
  },
];
