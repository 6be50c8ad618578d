/** GD305: TCP connects, and the connection is closed during the handshake, whatever the name. */

import { ownerOf } from '../../knowledge/owner-of-host.ts';
import { listing, word } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { Confidence } from '../../model/finding.ts';
import { type HandshakeGroup, handshakeGroups } from '../facts/handshakes.ts';
import { failedHops, phaseOfHop } from '../facts/hops.ts';
import { type NeutralName, neutralName } from '../facts/neutral-name.ts';
import { unique } from '../facts/order.ts';
import { askedForCertificate } from '../facts/tls-refusals.ts';
import { by, defineRule } from './rule.ts';
import { tlsCheck } from './shared/by-hand.ts';
import { briefly, endpointSubject, endpointText, firewallLines, plural, toList, verb } from './shared/wording.ts';

const CUT: ReadonlySet<FailureKind> = new Set<FailureKind>(['tls.reset', 'tls.closed']);

export const tlsCutOff = defineRule({
  code: 'GD305',
  scope: 'shared-if-many',
  excludes: {
    'name-filtered-in-tls': by.controls('neutral-name'),
    'tls-stalls': by.failuresOf('tls.reset', 'tls.closed'),
    'tls-version-refused': by.failuresOf('tls.reset', 'tls.closed'),
  },

  find(view) {
    const cut = failedHops(view, CUT)
      // True if the peer answered this handshake with a CertificateRequest (GD321).
      .filter((failed) => !askedForCertificate(failed))
      .map((failed) => ({ failed, neutral: neutralName(view, failed) }))
      .filter(({ neutral }) => neutral.outcome !== 'passes');
    const neutralOf = new Map(cut.map(({ failed, neutral }) => [failed.observation.id, neutral]));
    return handshakeGroups(
      view,
      cut.map(({ failed }) => failed),
    ).map((group) => {
      const neutrals = group.ids.flatMap((id) => neutralOf.get(id) ?? []);
      const owners = unique(group.hosts.map(ownerOf)).length;
      return {
        subject: group.everyHost && group.hosts.length > 1 ? 'TLS' : endpointSubject(group.hosts, group.port),
        confidence: confidenceOf(group, neutrals, owners),
        accountsFor: group.ids,
        evidence: unique(neutrals.flatMap(({ control }) => control?.id ?? [])),
        facts: {
          hosts: group.hosts,
          port: group.port,
          direct: group.direct,
          reset: group.kinds.includes('tls.reset'),
          neutralCut: neutrals.some(({ outcome }) => outcome === 'fails'),
          owners,
          everyHost: group.everyHost,
        },
      };
    });
  },

  summary: 'A device cuts TLS connections in the handshake, with any server name.',
  why: 'A device in the network allows the connection, then ends it at the first TLS message. The device may be a firewall that allows only traffic that it can inspect, or an inspecting device that cannot reach the server. If only one host is affected, the server itself may end the connection.',
  stops: 'Everything that uses TLS on this route fails with “connection reset by peer” or “EOF”.',
  otherwise: 'the servers themselves may end the handshake',
  confusedWith: {
    'name-filtered-in-tls': 'another name at the same address gets an answer; here connections with that name are cut as well.',
    'tls-stalls': 'the handshake gets no answer; here a device or server ends it.',
    'tls-version-refused': 'the server sends a TLS alert that names the problem; here the connection ends without an alert.',
  },
  byHand: [
    {
      run: tlsCheck(word`<host>`, word`<host>`),
      shows: 'no peer certificate available',
      tells: 'TCP connects (CONNECTED), but the connection ends before a certificate arrives.',
    },
    {
      run: tlsCheck(word`<host>`, word`example.com`),
      shows: 'no peer certificate available',
      tells: 'Another name fails as well, so the device does not filter by name.',
    },
  ],
  example: { hosts: ['<host>'], port: 443, direct: true, reset: true, neutralCut: true, owners: 1, everyHost: false },
  title: ({ hosts, port, direct, everyHost }) =>
    `${everyHost && hosts.length > 1 ? 'Every TLS connection' : `TLS to ${toList(hosts.map((host) => endpointText(host, port)))}`} is cut off in the handshake${direct ? '' : ' behind the proxy'}`,
  evidence: ({ hosts, direct, reset, neutralCut, owners }) => [
    `${toList(hosts)} (${plural(owners, 'owner')}): TCP connects, then the connection is ${reset ? 'reset' : 'closed'} after the first TLS message.`,
    neutralCut
      ? 'The connection with another name at the same address is cut as well, so the device does not filter by name.'
      : direct
        ? 'It is not known whether another name at the same address gets an answer.'
        : 'Before TLS began, the proxy answered that the tunnel was open.',
  ],
  fixes: ({ hosts, port, direct }) => [
    {
      owner: 'network-team',
      text: direct
        ? `TLS connections to ${briefly(hosts, 'host')} on port ${port} open, then end at the first TLS message. Please find the device that ends TLS connections (TLS inspection, application control, intrusion prevention) and exempt ${briefly(hosts, 'host')} from inspection.`
        : `The proxy accepts CONNECT to ${briefly(hosts, 'host')} on port ${port}, but the connection ends at the first TLS message. Please check the proxy's TLS inspection and its own route to ${briefly(hosts, 'host')}, or exempt ${verb(hosts.length, 'it', 'them')} from inspection.`,
      command: listing('rules', firewallLines('TCP', port, hosts)),
    },
  ],
});

/** Servers of two owners do not fail in the same way at the same time. A single host may still be filtered by its name. */
function confidenceOf(group: HandshakeGroup, neutrals: readonly NeutralName[], owners: number): Confidence {
  const neutralCut = neutrals.some(({ outcome }) => outcome === 'fails');
  if (group.everyHost && owners > 1) return neutralCut ? 'certain' : 'likely';
  if (group.narrow) return 'possible';
  if (neutralCut) return owners > 1 ? 'certain' : 'likely';
  const names = Map.groupBy(group.members, ({ observation }) => phaseOfHop(observation, 'tcp', 0)?.['network.peer.address'] ?? null);
  names.delete(null);
  return [...names.values()].some((members) => unique(members.map(({ host }) => host)).length > 1) ? 'likely' : 'possible';
}
