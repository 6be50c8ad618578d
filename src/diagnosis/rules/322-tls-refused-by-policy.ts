/** GD322: the peer ends the handshake with "access denied", because a policy rejects this client or this name. */
import { listing, word } from '../../model/command/index.ts';
import { tlsRefusals } from '../facts/tls-refusals.ts';
import { defineRule } from './rule.ts';
import { tlsCheck } from './shared/by-hand.ts';
import { refusalClaims } from './shared/refusal-claims.ts';
import { alertsText, briefly, endpointText, firewallLines, toList } from './shared/wording.ts';

export const tlsRefusedByPolicy = defineRule({
  code: 'GD322',

  find: (view) => refusalClaims(tlsRefusals(view, ['tls.access-denied']), () => 'likely'),

  summary: 'The server denies access in the TLS handshake.',
  why: 'A web filter, a zero-trust gateway or the server itself refuses access by a rule, with the TLS alert “access denied” (RFC 8446, alert 49). The rule depends on the server name or on the address of the client.',
  stops: 'Every program that connects to a refused host fails with “access denied” before any certificate or page is shown.',
  otherwise: 'the server itself may deny access, not a device in this network',
  confusedWith: {
    'name-filtered-in-tls': 'the connection is cut or gets no answer; here the server or a device sends a TLS alert.',
    'client-certificate-required': 'the server asks for a client certificate before it refuses.',
    'tls-settings-refused': 'the alert is about ciphers and protocols, so other TLS settings would work.',
  },
  byHand: [
    {
      run: tlsCheck(word`<host>`, word`<host>`),
      shows: 'alert access denied',
      tells: 'The server or a device refuses access by a rule. The alert “handshake failure” would point to TLS settings instead.',
    },
  ],
  example: { hosts: ['<host>'], port: 443, direct: true, kind: 'tls.access-denied', alerts: [49], published: true },
  title: ({ hosts, port }) => `A policy denies TLS access to ${toList(hosts.map((host) => endpointText(host, port)))}`,
  evidence: ({ port, alerts, direct }) => [
    `On port ${port} the handshake ends with ${alertsText(alerts)}${direct ? '' : ', behind the proxy'}.`,
  ],
  fixes: ({ hosts, port, published }) => [
    {
      owner: 'network-team',
      text: `TLS to ${briefly(hosts, 'host')} on port ${port} ends with the alert “access denied”, so an access rule refuses it. Please find the rule in the log of the web filter or gateway, and allow ${briefly(hosts, 'host')} for our machine.`,
      command: listing('rules', firewallLines('TCP', port, hosts)),
    },
    !published && {
      owner: 'you',
      text: `If no device of your network denies access, ask the administrator of ${toList(hosts, 20)} whether it admits this network.`,
    },
  ],
});
