/** Scenarios of HTTP responses, from the service or from another sender (GD4xx). */

import { CHALLENGE_PAGE, HEADERS_TOO_LARGE, RATE_LIMITED } from '../web/refusals.ts';
import { VSCODE_DOWNLOAD_HOST } from '../web/vscode.ts';
import { ENVIRONMENT, LAPTOP, type ScenarioTable, SHORT_LIMITS } from './parts.ts';

export const ANSWER_SCENARIOS = {
  /** The filter answers for two hosts of one owner, with a certificate from its own root. All other hosts are genuine. */
  'block-page': {
    title: 'A web filter answers instead of the service',
    profile: LAPTOP,
    network: { path: [{ to: '*.visualstudio.com', does: 'block-page' }] },
  },
  /** A guest network before its terms are accepted: every host leads to one login page. */
  'captive-portal': {
    title: 'The network wants a login in a browser first',
    profile: LAPTOP,
    network: { path: [{ to: '*', does: 'captive-portal' }] },
  },
  /** The required host answers, but the host to which its downloads are redirected is neither listed nor allowed. */
  'redirect-target-blocked': {
    title: 'Downloads redirect to a host that is blocked',
    profile: ENVIRONMENT,
    network: { path: [{ to: VSCODE_DOWNLOAD_HOST, does: 'refuse' }] },
  },
  /** The server always sends fewer bytes than it declares. */
  'download-cut-short': {
    title: 'A download ends before it is complete',
    profile: { ...LAPTOP, consents: [...LAPTOP.consents, 'download'] },
    network: { services: [{ to: 'releases.gitpod.io', pathEnds: '/cli/stable/gitpod-linux-amd64', fault: { kind: 'cut-short' } }] },
  },
  /** The length is right but the checksum is wrong, in both downloads. */
  'download-altered': {
    title: 'A download differs from the published file',
    profile: { ...LAPTOP, consents: [...LAPTOP.consents, 'download'] },
    network: { services: [{ to: 'releases.gitpod.io', pathEnds: '/cli/stable/gitpod-linux-amd64', fault: { kind: 'altered' } }] },
  },
  /** The genuine server, authenticated by TLS, responds with 503. */
  'service-unhealthy': {
    title: 'The service itself answers with an error',
    network: { services: [{ to: 'releases.gitpod.io', fault: { kind: 'status', status: 503 } }] },
  },
  /** Every byte arrives, but so slowly that the download of an IDE server takes half an hour. */
  'download-too-slow': {
    title: 'Downloads are far too slow',
    profile: { ...LAPTOP, consents: [...LAPTOP.consents, 'download'] },
    network: { services: [{ to: '*', pathEnds: '/cli/stable/gitpod-linux-amd64', fault: { kind: 'slow', bytesPerSecond: 50_000 } }] },
  },
  /** The genuine server, authenticated by TLS, answers everything with 403, because a rule of the service excludes our address. */
  'service-refuses-client': {
    title: 'The service refuses this client',
    network: { services: [{ to: 'releases.gitpod.io', fault: { kind: 'status', status: 403 } }] },
  },
  /** The TLS handshake completes and the certificate verifies, but the connection ends at the first request. */
  'answer-unusable': {
    title: 'A connection is cut after the request was sent',
    profile: LAPTOP,
    network: { services: [{ to: 'app.gitpod.io', fault: { kind: 'hang-up' } }] },
  },
  /** The genuine release server does not have the documented path. */
  'service-path-gone': {
    title: 'A documented path answers 404',
    network: { services: [{ to: 'releases.gitpod.io', pathEnds: '/manifest.json', fault: { kind: 'status', status: 404 } }] },
  },
  /** Every host responds, but a large file stops after some kilobytes. */
  'download-stalls': {
    title: 'Downloads begin and stall after some kilobytes',
    profile: LAPTOP,
    network: { services: [{ to: 'vscode.download.prss.microsoft.com', fault: { kind: 'stalls', afterBytes: 16_384 } }] },
    limits: SHORT_LIMITS,
  },
  /** A bot challenge in front of the release server, as for addresses that the service does not trust. */
  'challenge-page': {
    title: 'The service sends a challenge page to programs',
    network: { services: [{ to: 'releases.gitpod.io', fault: { kind: 'answers', answer: CHALLENGE_PAGE } }] },
  },
  /** The whole company shares one address, which has sent too many requests, so the server answers 429. */
  'rate-limited': {
    title: 'The service has received too many requests',
    network: { services: [{ to: 'releases.gitpod.io', fault: { kind: 'answers', answer: RATE_LIMITED } }] },
  },
  /** The release server accepts smaller headers than most requests have. */
  'request-too-large': {
    title: 'A small request is refused as too large',
    network: { services: [{ to: 'releases.gitpod.io', fault: { kind: 'answers', answer: HEADERS_TOO_LARGE } }] },
  },
  /** The release server negotiates HTTP/2, then accepts no request over it. */
  'http-version-required': {
    title: 'HTTP/2 is offered and then refused',
    network: { services: [{ to: 'releases.gitpod.io', fault: { kind: 'wants-http1' } }] },
  },
  /** The release manifests have a Content-Encoding although they are not compressed. */
  'answer-garbled': {
    title: 'Answers cannot be decompressed',
    network: { services: [{ to: 'releases.gitpod.io', pathEnds: '/manifest.json', fault: { kind: 'garbled' } }] },
  },
} satisfies ScenarioTable<4>;
