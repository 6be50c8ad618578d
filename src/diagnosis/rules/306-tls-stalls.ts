/** GD306: TCP connects and the handshake gets no answer, whatever the name and length of the ClientHello. */

import { command, word } from '../../model/command/index.ts';
import type { Confidence } from '../../model/finding.ts';
import { type HandshakeGroup, handshakeGroups } from '../facts/handshakes.ts';
import { lossOf } from '../facts/loss.ts';
import { neutralName } from '../facts/neutral-name.ts';
import { unique } from '../facts/order.ts';
import { hasFailedRetry } from '../facts/retries.ts';
import { type StallTrigger, stalledHandshakes } from '../facts/stalled-handshakes.ts';
import type { View } from '../facts/view.ts';
import { by, type Claim, defineRule } from './rule.ts';
import { tcpCheck, tlsCheck } from './shared/by-hand.ts';
import { briefly, endpointSubject, endpointText, toList } from './shared/wording.ts';

interface Facts {
  hosts: string[];
  port: number;
  direct: boolean;
  neutralStalls: boolean;
  /** The effect of a shorter ClientHello and a shorter answer; null if it is undecided or differs between hosts. */
  size: Exclude<StallTrigger, 'first-message'>;
  everyHost: boolean;
}

export const tlsStalls = defineRule<Facts>({
  code: 'GD306',
  scope: 'shared-if-many',
  excludes: {
    'port-dropped': by.failuresOf('tls.timeout'),
    'name-filtered-in-tls': by.controls('neutral-name'),
    'large-hello-dropped': by.controls('small-hello'),
    'transparent-proxy': refusesForAll,
  },

  find(view) {
    const stalled = stalledHandshakes(view).filter(({ size, neutral }) => size !== 'first-message' && neutral.outcome !== 'passes');
    const sizeOf = new Map(stalled.map((each) => [each.observation.id, each]));
    return handshakeGroups(view, stalled).map((group) => {
      const neutralStalls = group.members.some((member) => neutralName(view, member).outcome === 'fails');
      const seen = group.ids.flatMap((id) => sizeOf.get(id) ?? []);
      const sizes = unique(seen.map(({ size }) => size));
      const size = sizes.length === 1 && sizes[0] !== 'first-message' ? (sizes[0] ?? null) : null;
      return {
        subject: group.everyHost && group.hosts.length > 1 ? 'TLS' : endpointSubject(group.hosts, group.port),
        confidence: confidenceOf(group, neutralStalls, lossOf(view).isSteady ? size : null, isSure(view, group)),
        accountsFor: group.ids,
        evidence: unique(seen.flatMap(({ neutral, controls }) => [...(neutral.control === null ? [] : [neutral.control.id]), ...controls])),
        facts: { hosts: group.hosts, port: group.port, direct: group.direct, neutralStalls, size, everyHost: group.everyHost },
      };
    });
  },

  summary: 'TCP connects, but the TLS handshake never gets an answer.',
  why: 'Large packets may be lost in transit, because a tunnel or VPN allows only smaller packets and path MTU discovery fails. Or a firewall drops a first message that needs two packets. Or an inspecting device holds the message back.',
  stops: 'Programs hang until their timeout, although the port is open.',
  otherwise: 'it is not known whether a device holds the handshake back or long packets are lost',
  confusedWith: {
    'port-dropped': 'TCP never connects; here TCP connects.',
    'name-filtered-in-tls': 'another name at the same address gets an answer; here no name gets an answer.',
    'large-hello-dropped': 'a shorter ClientHello gets an answer; here even a shorter ClientHello gets none.',
    'transparent-proxy': 'the connection is accepted even at an address that no host has.',
  },
  byHand: [
    {
      run: tcpCheck(word`<host>`, word`<port>`),
      shows: 'succeeded',
      tells: 'TCP connects. Do not use curl for this test: some versions say “Connection timed out” although TCP connects.',
    },
    {
      run: command`timeout 8 ${tlsCheck(word`<host>`, word`<host>`, command`-groups X25519`)} >/dev/null 2>&1; echo "status $?"`,
      shows: 'status 124',
      tells: 'Even this short first message gets no answer. The command “timeout” ends it after eight seconds and exits with 124.',
    },
    {
      run: command`timeout 8 ${tlsCheck(word`<host>`, word`<host>`, command`-tls1_2 -cipher 'aNULL:@SECLEVEL=0'`)}`,
      shows: 'alert handshake failure',
      tells:
        'Every server rejects this ClientHello with a TLS alert of seven bytes. If the alert arrives, short answers get through but full-sized packets do not: check the MTU. If the command hangs, a device holds packets back or drops them on purpose.',
    },
  ],
  byHandNote:
    'To test the MTU of a VPN, set a smaller MTU on its interface: “ip link set dev IF mtu 1300”. macOS has no “timeout” command: leave out “timeout” and its number, and stop a command that hangs with Ctrl-C.',
  example: { hosts: ['<host>'], port: 443, direct: true, neutralStalls: true, size: 'answers', everyHost: false },
  title: ({ hosts, port, direct, everyHost }) =>
    `${everyHost && hosts.length > 1 ? 'No TLS handshake' : `The TLS handshake with ${toList(hosts.map((host) => endpointText(host, port)))}`} gets ${everyHost && hosts.length > 1 ? 'an answer' : 'no answer'}${direct ? '' : ' behind the proxy'}`,
  evidence: ({ port, neutralStalls, size }) => [
    `TCP connects on port ${port}; no answer comes after the first TLS message before the deadline.`,
    neutralStalls ? 'Another name at the same address gets no answer either.' : 'It is not known whether another name gets an answer.',
    SIZE_SEEN[size ?? 'unsettled'],
  ],
  fixes: ({ hosts, port, size }) => [
    {
      owner: 'network-team',
      text: `TLS handshakes from our machine to port ${port} of ${toList(hosts, 20)} get no answer, although the connection is accepted. ${SIZE_ASKED[size ?? 'unsettled'](briefly(hosts, 'host'))}`,
    },
  ],
});

type Reading = NonNullable<Facts['size']> | 'unsettled';

const SIZE_SEEN: Record<Reading, string> = {
  answers:
    'A first message of one packet gets no answer. But a first message that servers reject with a short TLS alert gets this alert. So short answers come back, but full-sized packets do not.',
  everything:
    'A first message of one packet gets no answer. A first message that servers reject with a short TLS alert gets no answer either. So the packet size is not the cause.',
  unsettled: 'It is not known whether the packet size is the cause.',
};

const SIZE_ASKED: Record<Reading, (hosts: string) => string> = {
  answers: (hosts) =>
    `Short answers come back, but full-sized packets do not. Please check the packet size on the path to ${hosts}: the MTU of VPNs and tunnels, and MSS clamping. Please also check that ICMP “fragmentation needed” and “packet too big” are not blocked.`,
  everything: (hosts) =>
    `Even the shortest message gets no answer, so the packet size is not the cause. Please look for a device that accepts the connection and holds TLS back (TLS inspection, application control), and exempt ${hosts} from that device.`,
  unsettled: (hosts) =>
    `Please check the packet size on the path (VPN, tunnel, MSS clamping, blocked ICMP “fragmentation needed”), and whether a firewall or TLS inspection holds back the first messages to ${hosts}.`,
};

/** Evidence that no device accepts connections for every address; behind a proxy this does not matter. */
function refusesForAll(view: View, { accountsFor, facts }: Claim<Facts>): readonly string[] {
  if (!facts.direct) return accountsFor;
  return view.controls('unserved-address').flatMap(({ id, failure }) => (failure === null ? [] : id));
}

/** On a line with packet loss or full load, a timeout without a retry proves little. */
function isSure(view: View, { members }: HandshakeGroup): boolean {
  return lossOf(view).isSteady || members.some(({ observation }) => hasFailedRetry(view, observation));
}

/** Controls exclude the name, the length of the ClientHello and the route one by one, on a line without packet loss. */
function confidenceOf({ narrow, hosts }: HandshakeGroup, neutralStalls: boolean, size: Facts['size'], sure: boolean): Confidence {
  if (narrow || (!neutralStalls && !sure)) return 'possible';
  if (neutralStalls && size !== null) return 'certain';
  return neutralStalls || hosts.length > 1 ? 'likely' : 'possible';
}
