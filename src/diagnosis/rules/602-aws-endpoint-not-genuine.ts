/** GD602: the server behind a regional AWS name has no trusted certificate for it. */

import { ownerOf } from '../../knowledge/owner-of-host.ts';
import { command, listing } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import { awsName } from '../facts/aws-names.ts';
import { filterPages } from '../facts/filter-pages.ts';
import { failedHops, phaseOfHop } from '../facts/hops.ts';
import { unique } from '../facts/order.ts';
import { privateIssuers } from '../facts/private-issuers.ts';
import { issuerName } from '../facts/tls-proof.ts';
import type { View } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { briefly, decryptionLines, toList, verb } from './shared/wording.ts';

const UNPROVEN: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'tls.unknown-issuer',
  'tls.self-signed',
  'tls.name-mismatch',
  'tls.bad-certificate',
]);

export const awsEndpointNotGenuine = defineRule({
  code: 'GD602',
  excludes: {
    'block-page': by.failuresOf('tls.name-mismatch'),
    'tls-intercepted': by.failuresOf('tls.name-mismatch'),
    'aws-custom-endpoint-set': by.failuresOf('tls.name-mismatch'),
  },

  find(view) {
    const ofAws = failedHops(view, UNPROVEN).filter(({ host }) => awsName(host) !== null);
    if (ofAws.length === 0) return [];
    const intercepted = interceptedElsewhere(view);
    const pages = filterPages(view);
    const unproven = ofAws.filter(({ observation }) => !intercepted.has(observation.id) && !pages.has(observation.id));
    const groups = Map.groupBy(unproven, ({ observation, hop, kind }) => {
      const tls = phaseOfHop(observation, 'tls', hop);
      return kind === 'tls.name-mismatch' ? (tls?.chain[0]?.sha256 ?? null) : issuerName(tls?.chain ?? []);
    });
    return [...groups.values()].map((group) => {
      const tls = group.flatMap(({ observation, hop }) => phaseOfHop(observation, 'tls', hop) ?? []);
      const hosts = unique(group.map(({ host }) => host));
      return {
        subject: hosts.length === 1 ? toList(hosts) : (awsName(hosts[0] ?? '')?.region ?? 'AWS'),
        // A private CA that signs only for AWS names may belong to a device that inspects only AWS (307).
        confidence: group.every(({ kind }) => kind === 'tls.name-mismatch') ? 'certain' : 'likely',
        accountsFor: group.map(({ observation }) => observation.id),
        facts: {
          hosts,
          issuer: issuerName(tls[0]?.chain ?? []),
          names: unique(tls.flatMap(({ chain }) => chain[0]?.names ?? [])).slice(0, 6),
          addresses: unique(group.flatMap(({ observation, hop }) => phaseOfHop(observation, 'tcp', hop)?.['network.peer.address'] ?? [])),
          nameMismatch: group.some(({ kind }) => kind === 'tls.name-mismatch'),
        },
      };
    });
  },

  summary: 'The server that answers for a regional AWS name cannot prove that it belongs to AWS.',
  why: 'AWS APIs present a certificate that a public CA issued for their name. A different certificate means that an internal DNS zone, a load balancer or an inspecting device leads the call to another server.',
  stops: 'AWS calls fail with certificate errors. At worst, programs mistake an empty answer of another server for a result.',
  otherwise: 'the service may have changed its answers',
  confusedWith: {
    'block-page': 'the answer is clearly the page of a filter.',
    'tls-intercepted': 'the same CA signs certificates for other owners as well; here only AWS names are affected.',
    'aws-custom-endpoint-set': 'a variable redirects the calls; here another server answers for the real name.',
  },
  byHand: [
    {
      run: command`curl -sS --noproxy '*' -m 10 -o /dev/null https://<service>.<region>.amazonaws.com/`,
      shows: 'curl: (60)',
      tells: 'The certificate is not valid for this name, as a genuine AWS certificate would be.',
    },
    {
      run: command`openssl s_client -connect <service>.<region>.amazonaws.com:443 -servername <service>.<region>.amazonaws.com < /dev/null 2> /dev/null | openssl x509 -noout -issuer -subject`,
      shows: '<other name>',
      tells: 'This line shows which name the certificate is for.',
    },
  ],
  example: {
    hosts: ['<service>.<region>.amazonaws.com'],
    issuer: '<issuer>',
    names: ['<another host>'],
    addresses: ['<address>'],
    nameMismatch: true,
  },
  title: ({ hosts }) => `The server that answers for ${toList(hosts)} cannot prove that it is AWS`,
  evidence: ({ hosts, issuer, names, addresses, nameMismatch }) => [
    `${toList(hosts)}${addresses.length > 0 ? ` at ${toList(addresses)}` : ''}: the certificate is signed by “${issuer ?? 'an unnamed issuer'}”${nameMismatch ? ` for ${names.length === 0 ? 'another name' : toList(names)}` : ''}.`,
    'AWS presents a certificate that a public CA issued for its name.',
  ],
  fixes: ({ hosts, addresses, issuer }) => [
    {
      owner: 'network-team',
      text: `${verb(hosts.length, 'This name is', 'These names are')} answered${addresses.length > 0 ? ` at ${toList(addresses)}` : ''} with a certificate of “${issuer ?? 'an unnamed issuer'}”, which is not AWS. Please check the DNS answer for ${briefly(hosts, 'name')}, and exempt *.amazonaws.com from TLS inspection.`,
      command: listing('rules', decryptionLines(hosts)),
    },
  ],
});

/** Observations under a CA that also signs for other owners' hosts, or that is a known product (307). */
function interceptedElsewhere(view: View): Set<string> {
  const found = new Set<string>();
  for (const group of privateIssuers(view)) {
    const owners = new Set(group.map(({ host }) => ownerOf(host)));
    if (owners.size < 2 && group[0]?.vendor === null) continue;
    for (const { observation } of group) found.add(observation.id);
  }
  return found;
}
