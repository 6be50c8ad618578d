/** GD319: the revocation servers of certificates do not answer, which strict clients treat as a failure. */

import { command, listing } from '../../model/command/index.ts';
import type { WebObservation } from '../../model/observation.ts';
import { isWebObservation } from '../../model/observation.ts';
import { targetHost } from '../../model/target.ts';
import { unique } from '../facts/order.ts';
import type { View } from '../facts/view.ts';
import { defineRule } from './rule.ts';
import { firewallLines, toList, verb } from './shared/wording.ts';

export const revocationUnreachable = defineRule({
  code: 'GD319',

  find(view) {
    const asked = view.controls('revocation').filter(isWebObservation);
    const silent = asked.filter((one) => !answers(one));
    if (silent.length === 0) return [];
    const hosts = hostsOf(silent);
    return [
      {
        subject: toList(hosts, 1),
        confidence: 'likely' as const,
        accountsFor: [],
        evidence: asked.map(({ id }) => id),
        requirements: rowsNaming(view, hosts),
        degrades: true as const,
        facts: { hosts, answering: hostsOf(asked.filter(answers)), proxied: silent.some(({ route }) => route.via === 'proxy') },
      },
    ];
  },

  summary: 'The servers that publish revocations (OCSP, CRL) do not answer from here.',
  why: 'Clients ask these servers over plain HTTP, on port 80. A firewall that allows only port 443, or a proxy that allows only the hosts of the requirements, blocks these requests.',
  stops:
    'Clients that require an answer refuse valid certificates: curl, git and .NET on Windows, and Java with com.sun.net.ssl.checkRevocation. On Windows they say “the revocation function was unable to check revocation”. Other clients do not ask, or continue without an answer.',
  otherwise: 'the servers themselves may be down',
  confusedWith: {
    'certificate-revoked': 'the CA says that the certificate is revoked; here the CA cannot be reached.',
    'port-dropped': 'a host of the requirements does not answer; here the host is named only in certificates.',
  },
  byHand: [
    {
      run: command`curl -sS -I -m 10 -o /dev/null -w 'status %{http_code}\\n' http://<revocation host>/`,
      shows: 'status 000',
      tells: 'The server does not answer. Otherwise, the command would print another status.',
    },
  ],
  example: { hosts: ['<revocation host>'], answering: [], proxied: false },
  title: ({ hosts }) =>
    `${toList(hosts)}, which ${verb(hosts.length, 'publishes', 'publish')} certificate revocations, ${verb(hosts.length, 'does', 'do')} not answer`,
  evidence: ({ hosts, answering, proxied }) => [
    `${toList(hosts)}, which certificates of Gitpod’s hosts name for OCSP or CRL, ${verb(hosts.length, 'does', 'do')} not answer on port 80${proxied ? ' through the proxy' : ''}.`,
    answering.length > 0 && `${toList(answering)} ${verb(answering.length, 'does', 'do')}.`,
  ],
  fixes: ({ hosts, proxied }) => [
    {
      owner: 'network-team',
      text: `Please allow plain HTTP on port 80 to ${toList(hosts, 20)}${proxied ? ' through the proxy' : ''}. Programs ask there, without TLS, whether a certificate is revoked.`,
      command: listing('rules', firewallLines('TCP', 80, hosts)),
    },
  ],
});

/** Any status counts as the server's answer, unless a filter or a login page sent it. */
function answers({ failure, phases }: WebObservation): boolean {
  const last = phases.findLast((phase) => phase.name === 'http');
  return failure === null || (last?.name === 'http' && last.answer !== null && last.answer.filterVendor === null);
}

function hostsOf(observations: readonly WebObservation[]): string[] {
  return unique(observations.flatMap(({ target }) => targetHost(target) ?? [])).sort();
}

/** Requirements whose certificates name one of these servers. */
function rowsNaming(view: View, hosts: readonly string[]): string[] {
  const names = (url: string) => hosts.includes(URL.parse(url)?.hostname ?? '');
  const rows = view.web.filter(
    ({ role, phases }) =>
      role === 'row' &&
      phases.some(
        (phase) => phase.name === 'tls' && phase.chain.some(({ ocspUrls = [], crlUrls = [] }) => [...ocspUrls, ...crlUrls].some(names)),
      ),
  );
  return unique(rows.flatMap(({ requirements }) => requirements));
}
