/** The company looks into TLS: an inspector with certificates of its own, and a filter's pages. */
import { LAPTOP, STANDARD_RUNNER } from '../../../src/demo/scenarios/parts.ts';
import type { LabScenario } from '../scenario.ts';

export const INSPECTION: readonly LabScenario[] = [
  {
    name: 'tls-intercepted',
    title: 'An inspector answers with its own certificates',
    profile: LAPTOP,
    internet: { path: [{ to: '*', does: 'inspect' }] },
    expect: { causes: ['tls-intercepted'], never: ['certificate-for-another-name', 'block-page'], exit: 1 },
  },
  {
    name: 'tls-intercepted-by-mitmproxy',
    title: 'The firewall hands all TLS to mitmproxy',
    profile: STANDARD_RUNNER,
    inspector: [],
    expect: { causes: ['tls-intercepted'], never: ['certificate-for-another-name', 'block-page', 'http2-downgraded'], exit: 1 },
  },
  {
    name: 'one-host-intercepted',
    title: 'Mitmproxy looks into one vendor’s hosts and lets the rest pass untouched',
    profile: LAPTOP,
    inspector: ['allow_hosts=visualstudio\\.com'],
    expect: { causes: ['tls-intercepted'], never: ['certificate-for-another-name', 'certificate-expired', 'block-page'], exit: 1 },
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
];
