/** GD310: the two sides share no TLS version. */
import { word } from '../../model/command/index.ts';
import { tlsRefusals } from '../facts/tls-refusals.ts';
import { defineRule } from './rule.ts';
import { tlsCheck } from './shared/by-hand.ts';
import { refusalClaims } from './shared/refusal-claims.ts';
import { alertsText, briefly, endpointText, toList, verb } from './shared/wording.ts';

export const tlsVersionRefused = defineRule({
  code: 'GD310',

  find: (view) => refusalClaims(tlsRefusals(view, ['tls.protocol-version']), () => 'likely'),

  summary: 'The server and current programs have no TLS version in common.',
  why: 'A device on the path or the server supports only old TLS versions (1.0, 1.1). The public services that Gitpod needs support TLS 1.2 and 1.3, so the cause is usually an inspecting device.',
  stops: 'TLS connections to an affected host fail with “protocol version” or “unsupported protocol”.',
  otherwise: 'the server itself may refuse the version',
  confusedWith: {
    'tls-cut-off': 'the connection ends without an alert; here a TLS alert gives the reason.',
    'tls-intercepted': 'a certificate is presented; here the handshake fails before that.',
    'tls-settings-refused': 'both sides support the version, but their ciphers or other settings do not match.',
  },
  byHand: [
    {
      run: tlsCheck(word`<host>`, word`<host>`),
      shows: 'protocol version',
      tells:
        'The server sends this alert instead of a certificate. “unsupported protocol” and “legacy sigalg disallowed” mean that this machine refuses the server’s old version.',
    },
  ],
  example: { hosts: ['<host>'], port: 443, direct: true, kind: 'tls.protocol-version', alerts: [70], published: true },
  title: ({ hosts, port }) =>
    `${toList(hosts.map((host) => endpointText(host, port)))} ${verb(hosts.length, 'refuses', 'refuse')} the TLS handshake because of its version`,
  evidence: ({ port, alerts }) => [
    alerts.length > 0
      ? `On port ${port} the handshake ends with ${alertsText(alerts)}.`
      : `On port ${port} the server offers a version older than TLS 1.2.`,
  ],
  fixes: ({ hosts, port, published }) => [
    published
      ? {
          owner: 'network-team',
          text: `TLS handshakes to port ${port} of ${toList(hosts, 20)} are refused because of their version. Please check whether a proxy or inspecting device answers for ${briefly(hosts, 'host')}, and whether that device supports TLS 1.2 and TLS 1.3.`,
        }
      : { owner: 'you', text: `Ask the administrator of ${toList(hosts, 20)} to enable TLS 1.2 and TLS 1.3.` },
  ],
});
