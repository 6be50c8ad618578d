/** GD321: the peer accepts only clients with a certificate (mutual TLS). */
import { word } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { Confidence } from '../../model/finding.ts';
import { type FailedHop, failedHops, lastAnswerOf } from '../facts/hops.ts';
import { askedForCertificate, groupRefusals, type TlsRefusal } from '../facts/tls-refusals.ts';
import { by, defineRule } from './rule.ts';
import { tlsCheck } from './shared/by-hand.ts';
import { refusalClaims } from './shared/refusal-claims.ts';
import { alertsText, briefly, endpointText, toList, verb } from './shared/wording.ts';

/** How servers treat a client without the requested certificate: an alert, an error page, or a closed connection. */
const ENDS: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'tls.client-certificate',
  'tls.reset',
  'tls.closed',
  'http.reset',
  'http.closed',
  'http.status',
]);

/** nginx answers 400 for a missing certificate, or its own 495 and 496; other servers 401 and 403. */
const REFUSALS: ReadonlySet<number> = new Set([400, 401, 403, 495, 496]);

/** certificate_required has no other meaning (RFC 8446 §6.2). */
const CERTIFICATE_REQUIRED = 116;

export const clientCertificateRequired = defineRule({
  code: 'GD321',
  scope: 'service',
  excludes: {
    'tls-settings-refused': by.failuresOf('tls.client-certificate'),
    'tls-refused-by-policy': by.failuresOf('tls.client-certificate'),
    'service-refuses-client': by.failuresOf('tls.client-certificate'),
    'tls-cut-off': by.failuresOf('tls.client-certificate'),
  },

  find: (view) => refusalClaims(groupRefusals(failedHops(view, ENDS).filter(isForWantOfOne)), confidenceOf),

  summary: 'The server requires a client certificate, but this client has no certificate.',
  why: 'The server, or a proxy or zero-trust gateway in front of it, accepts only clients that present their own certificate (mutual TLS). Companies issue such certificates to people, devices and services. A browser often has a certificate when other programs do not.',
  stops:
    'Programs without the certificate fail with “certificate required”, “bad certificate” or “handshake failure”, or get an error page with status 400 or 403.',
  otherwise: 'the server asked for a certificate, but may have ended the connection for another reason',
  confusedWith: {
    'tls-settings-refused': 'the server asks for no certificate; here the server asks for a certificate, then refuses.',
    'tls-refused-by-policy': 'the alert says “access denied”, and the server asks for no certificate.',
    'service-refuses-client': 'the server never asks for a certificate before it refuses the request.',
    'tls-cut-off': 'the connection ends before the server asks for anything.',
  },
  byHand: [
    {
      run: tlsCheck(word`<host>`, word`<host>`),
      shows: 'Requested Signature Algorithms',
      tells: 'The server asks for a client certificate. Without this line, it does not ask.',
    },
  ],
  byHandNote:
    'gitpod-doctor presents no client certificate, so this check fails as long as the server requires one. After you have installed the certificate for the program that fails, test with that program.',
  example: { hosts: ['<host>'], port: 443, direct: true, kind: 'tls.client-certificate', alerts: [116], published: false },
  title: ({ hosts, port }) =>
    `${toList(hosts.map((host) => endpointText(host, port)))} ${verb(hosts.length, 'requires', 'require')} a client certificate`,
  evidence: ({ hosts, kind, alerts }) => [
    `${toList(hosts)} ${verb(hosts.length, 'asks', 'ask')} for a client certificate in the TLS handshake; none was presented.`,
    alerts.length > 0 ? `The server then ends TLS: ${alertsText(alerts)}.` : `The server then ${ENDED[kind] ?? 'ends the connection'}.`,
  ],
  fixes: ({ hosts, port, published }) =>
    published
      ? [
          {
            owner: 'network-team',
            text: `A device that answers for ${toList(hosts, 20)} on port ${port} requires a client certificate. The public ${verb(hosts.length, 'service', 'services')} at this address ${verb(hosts.length, 'does', 'do')} not require one. Please exempt ${briefly(hosts, 'host')} from mutual TLS on the proxy, zero-trust gateway or inspecting device, or tell us which certificate programs on our machine have to present.`,
          },
        ]
      : [
          {
            owner: 'you',
            text: `Ask the team that issues client certificates in your company (often called PKI, identity or device management) for a certificate that ${toList(hosts, 20)} accepts. Set it in each program that connects to the host; for git, in http.sslCert and http.sslKey. The administrator of ${toList(hosts, 20)} can say who issues the certificate, or exempt this network.`,
          },
        ],
});

const ENDED: Partial<Record<FailureKind, string>> = {
  'tls.reset': 'resets the connection',
  'tls.closed': 'closes the connection',
  'http.reset': 'resets the connection',
  'http.closed': 'closes the connection',
  'http.status': 'answers with an error',
};

function isForWantOfOne(failed: FailedHop): boolean {
  const { kind, observation } = failed;
  if (kind === 'tls.client-certificate') return true;
  if (!askedForCertificate(failed)) return false;
  return kind !== 'http.status' || REFUSALS.has(lastAnswerOf(observation)?.['http.response.status_code'] ?? 0);
}

function confidenceOf({ kind, alerts }: TlsRefusal): Confidence {
  return kind === 'tls.client-certificate' && alerts.length > 0 && alerts.every((alert) => alert === CERTIFICATE_REQUIRED)
    ? 'certain'
    : 'likely';
}
