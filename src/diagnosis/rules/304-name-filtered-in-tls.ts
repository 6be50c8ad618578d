/** GD304: the handshake fails for this name only; another name on the same address passes. */

import { listing, word } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { Confidence } from '../../model/finding.ts';
import { type EndpointGroup, endpointGroups } from '../facts/endpoint-groups.ts';
import { completedHandshakes } from '../facts/handshakes.ts';
import { type FailedHop, failedHops, firstPeer, phaseOfHop } from '../facts/hops.ts';
import { lossOf } from '../facts/loss.ts';
import { neutralName } from '../facts/neutral-name.ts';
import { unique } from '../facts/order.ts';
import { hasFailedRetry } from '../facts/retries.ts';
import type { View } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { tlsCheck } from './shared/by-hand.ts';
import { briefly, endpointSubject, endpointText, firewallLines, toList } from './shared/wording.ts';

/** A timeout after the ClientHello counts too, because some filters drop packets instead of resetting the connection. */
const CUT: ReadonlySet<FailureKind> = new Set<FailureKind>(['tls.reset', 'tls.closed', 'tls.timeout']);

export const nameFilteredInTls = defineRule({
  code: 'GD304',
  excludes: {
    'tls-cut-off': by.controls('neutral-name'),
    'port-refused': by.failuresOf('tls.reset', 'tls.closed', 'tls.timeout'),
    'port-dropped': by.failuresOf('tls.reset', 'tls.closed', 'tls.timeout'),
  },

  find(view) {
    const filtered = failedHops(view, CUT).filter((failed) => neutralName(view, failed).outcome === 'passes');
    if (filtered.length === 0) return [];
    const through = new Map(
      completedHandshakes(view).flatMap(({ direct, name, host, port }) =>
        direct && name !== null ? [[name, endpointText(host, port)]] : [],
      ),
    );
    const alone = Map.groupBy(filtered, ({ host }) => !through.has(host));
    return [...alone].flatMap(([nameAlone, members]) =>
      endpointGroups(members).map((group) => {
        const controls = group.members.flatMap((member) => neutralName(view, member).control ?? []);
        const passed = controls[0] === undefined ? undefined : phaseOfHop(controls[0], 'tls', 0);
        return {
          subject: endpointSubject(group.hosts, group.port),
          confidence: nameAlone ? confidenceIn(view, group) : 'possible',
          accountsFor: group.ids,
          evidence: unique(controls.map((control) => control.id)),
          facts: {
            hosts: group.hosts,
            port: group.port,
            kinds: group.kinds,
            addresses: unique(group.members.flatMap((member) => firstPeer(member.observation) ?? [])),
            neutral: passed?.serverName ?? null,
            stallsAgain: group.members.some((member) => stallsAgain(view, member)),
            passedElsewhere: unique(group.hosts.flatMap((host) => through.get(host) ?? [])),
          },
        };
      }),
    );
  },

  summary: 'A device cuts TLS connections with one server name, but allows another name at the same address.',
  why: 'A firewall reads the server name in the first TLS message. It cuts the connection if the name is on a block list or missing from an allow-list.',
  stops: 'Everything that needs a filtered host fails with “connection reset”, “EOF” or a timeout, although the port is open.',
  otherwise: 'the server may have been busy for a moment, and the handshake was not retried',
  confusedWith: {
    'tls-cut-off': 'the device cuts connections with every name; here another name at the same address gets an answer.',
    'port-refused': 'TCP never connects; here TCP connects, and the connection ends when the name is sent.',
    'port-dropped': 'TCP never connects; here TCP connects, and the connection ends when the name is sent.',
  },
  byHand: [
    {
      run: tlsCheck(word`<host>`, word`<host>`),
      shows: 'no peer certificate available',
      tells: 'TCP connects (CONNECTED), but the connection ends before a certificate arrives.',
    },
    {
      run: tlsCheck(word`<host>`, word`example.com`),
      shows: 'Server certificate',
      tells: 'With another name, the same address sends a certificate, so the device filters by name.',
    },
  ],
  example: {
    hosts: ['<host>'],
    port: 443,
    kinds: ['tls.reset'],
    addresses: ['<address>'],
    neutral: '<another name>',
    // True if the retry got no answer either.
    stallsAgain: false,
    // Addresses at which the filtered name itself passes, so that the name alone does not decide.
    passedElsewhere: [],
  },
  title: ({ hosts, port, passedElsewhere }) =>
    passedElsewhere.length === 0
      ? `A filter cuts TLS connections that carry the name ${toList(hosts.map((host) => endpointText(host, port)))}`
      : `TLS to ${toList(hosts.map((host) => endpointText(host, port)))} is cut, but another name gets through on the same address`,
  evidence: ({ hosts, port, kinds, addresses, neutral, stallsAgain, passedElsewhere }) => [
    `TCP port ${port} of ${toList(addresses)} accepts the connection; with the name ${toList(hosts)} the handshake ${toList(kinds.map(howCut))}.`,
    `With the name ${neutral ?? 'of another host'} the same address completes the TLS handshake.`,
    stallsAgain && 'A retry got no answer either, although few other checks ran at that time.',
    passedElsewhere.length > 0 && `The same name got an answer from ${toList(passedElsewhere)}, so the filter may not look at the name.`,
  ],
  fixes: ({ hosts, port }) => [
    {
      owner: 'network-team',
      text: `A device in the network filters TLS on port ${port} by server name and cuts ${briefly(hosts, 'name')}. The same addresses answer when another name is sent, so the address and the port are open. Please allow ${briefly(hosts, 'name')} in the URL, SNI or application filter.`,
      command: listing('rules', firewallLines('TCP', port, hosts)),
    },
  ],
});

/**
 * A closed connection is conclusive. A timeout is conclusive only if it recurs while the control passes, on a line without packet loss or
 * full load.
 */
function confidenceIn(view: View, { members }: EndpointGroup): Confidence {
  if (members.some(({ kind }) => kind !== 'tls.timeout')) return 'certain';
  const { isSteady } = lossOf(view);
  if (members.some((member) => stallsAgain(view, member))) return isSteady ? 'certain' : 'likely';
  return isSteady ? 'likely' : 'possible';
}

function stallsAgain(view: View, { kind, observation }: FailedHop): boolean {
  return kind === 'tls.timeout' && hasFailedRetry(view, observation);
}

function howCut(kind: FailureKind): string {
  return kind === 'tls.timeout' ? 'gets no answer' : kind === 'tls.closed' ? 'is closed' : 'is reset';
}
