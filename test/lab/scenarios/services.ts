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
    name: 'block-page',
    title: 'A web filter answers for two hosts with its own page',
    profile: LAPTOP,
    internet: {
      path: [
        { to: 'marketplace.visualstudio.com', does: 'block-page' },
        { to: 'download.jetbrains.com', does: 'block-page' },
      ],
    },
    expect: { causes: ['block-page'], never: ['service-refuses-client', 'certificate-expired'], exit: 1 },
  },
  {
    name: 'tls-stalls',
    title: 'Connections to one host open, and the handshake is never answered',
    profile: LAPTOP,
    internet: { path: [{ to: 'marketplace.visualstudio.com', does: 'stall-in-tls' }] },
    expect: { causes: ['tls-stalls'], never: ['port-dropped', 'name-filtered-in-tls'], exit: 1 },
  },
  {
    name: 'certificate-expired',
    title: 'The certificate of one host has expired',
    profile: LAPTOP,
    internet: { services: [{ to: 'marketplace.visualstudio.com', fault: { kind: 'certificate', leaf: 'expired' } }] },
    expect: { causes: ['certificate-expired'], never: ['clock-wrong', 'tls-intercepted'], exit: 1 },
  },
];
