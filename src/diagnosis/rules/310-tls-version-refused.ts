/** GD310: the far end refuses the handshake with a TLS alert. */

import type { FailureKind } from '../../model/failure.ts';
import { handshake } from '../by-hand.ts';
import { endpointGroups } from '../evidence/endpoint-groups.ts';
import { failedHops } from '../evidence/hops.ts';
import { endpointSubject, endpointText, listed, unique, verb } from '../evidence/wording.ts';
import { rule } from '../rule.ts';

interface Facts {
  hosts: string[];
  port: number;
  version: boolean;
  codes: string[];
}

const REFUSED: ReadonlySet<FailureKind> = new Set<FailureKind>(['tls.protocol-version', 'tls.alert']);

export const tlsVersionRefused = rule<Facts>({
  code: 'GD310',
  scope: 'mechanism',

  find(view) {
    return endpointGroups(failedHops(view, REFUSED)).map((group) => {
      const version = group.kinds.includes('tls.protocol-version');
      return {
        subject: endpointSubject(group.hosts, group.port),
        confidence: version ? 'likely' : 'possible',
        accountsFor: group.ids,
        facts: {
          hosts: group.hosts,
          port: group.port,
          version,
          codes: unique(group.members.flatMap(({ observation }) => observation.failure?.code ?? [])),
        },
      };
    });
  },

  explanation: {
    summary: 'The far end refuses the TLS handshake and says so in an alert.',
    why: 'Something on the way or at the far end speaks only old TLS versions or ciphers, or wants a client certificate. The public services of this list speak TLS 1.2 and 1.3, so it is usually an inspecting device.',
    stops: 'Everything that uses TLS with these hosts fails with “handshake failure” or “protocol version”.',
    otherwise: 'the server itself may refuse the version',
    confusedWith: [
      { name: 'tls-cut-off', apart: 'There the connection is ended without a word; here an alert says why.' },
      { name: 'tls-intercepted', apart: 'There a certificate is presented; here the handshake ends before one counts.' },
    ],
    byHand: [
      {
        run: handshake('<host>', '<host>'),
        shows: 'alert',
        tells: 'What the far end says in place of a certificate: “protocol version” or “handshake failure”.',
      },
    ],
    example: { hosts: ['<host>'], port: 443, version: true, codes: [] },
    title: ({ hosts, port, version }) =>
      `${listed(hosts.map((host) => endpointText(host, port)))} ${verb(hosts.length, 'refuses', 'refuse')} the TLS handshake${version ? ' because of its version' : ''}`,
    evidence: ({ codes, port }) => [`On port ${port} the handshake ends with a TLS alert${codes.length > 0 ? `: ${listed(codes)}` : ''}.`],
    fixes: ({ hosts, port }) => [
      {
        owner: 'network-team',
        text: `TLS handshakes to port ${port} of ${listed(hosts, 20)} are refused with an alert. Please check whether a proxy or inspecting device answers for ${verb(hosts.length, 'this host', 'these hosts')}, and that it supports TLS 1.2 and TLS 1.3.`,
      },
    ],
  },
});
