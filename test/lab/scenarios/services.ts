/** The services themselves, and what is downloaded from them. */
import { ENVIRONMENT, LAPTOP, STANDARD_RUNNER } from '../../../src/demo/scenarios/parts.ts';
import { CHALLENGE_PAGE, HEADERS_TOO_LARGE, RATE_LIMITED } from '../../../src/demo/web/refusals.ts';
import type { LabScenario } from '../scenario.ts';

const RELEASE = { to: 'releases.gitpod.io', pathEnds: '/cli/stable/gitpod-linux-amd64' } as const;
const DOWNLOADER = { ...LAPTOP, consents: [...LAPTOP.consents, 'download' as const] };

export const SERVICES: readonly LabScenario[] = [
  {
    name: 'service-unhealthy',
    title: 'A service answers that it is unavailable',
    profile: STANDARD_RUNNER,
    internet: { services: [{ to: 'releases.gitpod.io', fault: { kind: 'status', status: 503 } }] },
    expect: {
      causes: ['service-unhealthy'],
      never: ['proxy-cannot-reach-upstream', 'block-page', 'service-refuses-client', 'answer-unusable'],
      exit: 1,
    },
  },
  {
    name: 'service-refuses-client',
    title: 'A service turns the company’s address away',
    profile: STANDARD_RUNNER,
    internet: { services: [{ to: 'releases.gitpod.io', fault: { kind: 'status', status: 403 } }] },
    expect: { causes: ['service-refuses-client'], never: ['block-page', 'service-unhealthy', 'service-path-gone'], exit: 1 },
  },
  {
    name: 'redirect-target-blocked',
    symptom: 'vscode',
    title: 'The update service is open, and the host that it sends downloads to is not',
    profile: ENVIRONMENT,
    firewall: ['ip daddr <vscode.download.prss.microsoft.com> drop'],
    expect: { causes: ['redirect-target-blocked'], never: ['download-cut-short', 'no-direct-egress'], exit: 1 },
  },
  {
    name: 'redirect-target-refused',
    symptom: 'vscode',
    title: 'The update service is open, and the firewall answers for the download host with a reset',
    profile: ENVIRONMENT,
    firewall: ['ip daddr <vscode.download.prss.microsoft.com> tcp dport 443 reject with tcp reset'],
    expect: { causes: ['redirect-target-blocked'], never: ['no-direct-egress', 'download-cut-short'], exit: 1 },
  },
  {
    name: 'download-cut-short',
    title: 'A download ends half-way, every time',
    profile: DOWNLOADER,
    internet: { services: [{ ...RELEASE, fault: { kind: 'cut-short' } }] },
    expect: {
      causes: ['download-cut-short'],
      never: ['download-altered', 'download-too-slow', 'download-stalls', 'redirect-target-blocked'],
      exit: 1,
    },
  },
  {
    name: 'download-altered',
    title: 'A download has the right length and another content',
    profile: DOWNLOADER,
    internet: { services: [{ ...RELEASE, fault: { kind: 'altered' } }] },
    expect: { causes: ['download-altered'], never: ['download-cut-short', 'tls-intercepted'], exit: 1 },
  },
  {
    name: 'download-too-slow',
    symptom: 'vscode',
    title: 'The firewall lets thirty kilobytes a second through from the host of VS Code’s downloads',
    profile: ENVIRONMENT,
    firewall: ['ip saddr <vscode.download.prss.microsoft.com> limit rate over 30 kbytes/second burst 12 kbytes drop'],
    expect: {
      causes: ['download-too-slow'],
      never: ['download-cut-short', 'download-stalls', 'redirect-target-blocked', 'port-dropped'],
      exit: 0,
    },
  },
  {
    name: 'download-stalls',
    symptom: 'vscode',
    title: 'Of VS Code’s downloads some kilobytes come and then nothing more, as behind a device that scans whole files',
    profile: ENVIRONMENT,
    internet: { services: [{ to: 'vscode.download.prss.microsoft.com', fault: { kind: 'stalls', afterBytes: 16_384 } }] },
    expect: { causes: ['download-stalls'], never: ['download-cut-short', 'download-too-slow', 'answer-unusable', 'tls-stalls'], exit: 3 },
  },
  {
    name: 'answer-unusable',
    title: 'A service ends the connection instead of answering',
    profile: STANDARD_RUNNER,
    internet: { services: [{ to: 'releases.gitpod.io', fault: { kind: 'hang-up' } }] },
    expect: { causes: ['answer-unusable'], never: ['tls-cut-off', 'service-unhealthy', 'download-cut-short'], exit: 1 },
  },
  {
    name: 'service-path-gone',
    title: 'A documented path answers that it does not exist',
    profile: STANDARD_RUNNER,
    internet: { services: [{ to: 'releases.gitpod.io', pathEnds: '/manifest.json', fault: { kind: 'status', status: 404 } }] },
    expect: { causes: ['service-path-gone'], never: ['service-refuses-client', 'service-unhealthy', 'block-page'], exit: 1 },
  },
  {
    name: 'challenge-page',
    title: 'A guard in front of a service challenges every program',
    profile: STANDARD_RUNNER,
    internet: { services: [{ to: 'releases.gitpod.io', fault: { kind: 'answers', answer: CHALLENGE_PAGE } }] },
    expect: { causes: ['challenge-page'], never: ['block-page', 'service-refuses-client', 'rate-limited', 'answer-garbled'], exit: 1 },
  },
  {
    name: 'rate-limited',
    title: 'A service has had too many requests from the company’s address',
    profile: STANDARD_RUNNER,
    internet: { services: [{ to: 'releases.gitpod.io', fault: { kind: 'answers', answer: RATE_LIMITED } }] },
    expect: { causes: ['rate-limited'], never: ['service-refuses-client', 'challenge-page', 'service-unhealthy'], exit: 3 },
  },
  {
    name: 'request-too-large',
    title: 'A service refuses a small request as too large',
    profile: STANDARD_RUNNER,
    internet: { services: [{ to: 'releases.gitpod.io', fault: { kind: 'answers', answer: HEADERS_TOO_LARGE } }] },
    expect: { causes: ['request-too-large'], never: ['service-refuses-client', 'service-path-gone', 'challenge-page'], exit: 1 },
  },
  {
    name: 'http-version-required',
    title: 'A service agrees on HTTP/2 and takes no request over it',
    profile: STANDARD_RUNNER,
    internet: { services: [{ to: 'releases.gitpod.io', fault: { kind: 'wants-http1' } }] },
    expect: { causes: ['http-version-required'], never: ['answer-unusable', 'http2-downgraded', 'request-too-large'], exit: 1 },
  },
  {
    name: 'answer-garbled',
    title: 'A service says of its answers that they are compressed, and they are not',
    profile: STANDARD_RUNNER,
    internet: { services: [{ to: 'releases.gitpod.io', pathEnds: '/manifest.json', fault: { kind: 'garbled' } }] },
    expect: { causes: ['answer-garbled'], never: ['answer-unusable', 'download-altered', 'http-version-required'], exit: 1 },
  },
];
