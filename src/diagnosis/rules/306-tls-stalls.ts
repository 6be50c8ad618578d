/** GD306: the connection stands and the handshake gets no answer, whatever name is sent. */
import type { FailureKind } from '../../model/failure.ts';
import { handshakeGroups } from '../evidence/handshakes.ts';
import { failedHops } from '../evidence/hops.ts';
import { neutralName } from '../evidence/neutral-name.ts';
import { endpointSubject, endpointText, listed, verb } from '../evidence/wording.ts';
import { rule } from '../rule.ts';

interface Facts {
  hosts: string[];
  port: number;
  direct: boolean;
  neutralStalls: boolean;
  /** No handshake passes at all. */
  everybody: boolean;
}

const STALLED: ReadonlySet<FailureKind> = new Set<FailureKind>(['tls.timeout']);

export const tlsStalls = rule<Facts>({
  code: 'GD306',
  scope: 'shared-if-many',

  find(view) {
    const stalled = failedHops(view, STALLED).filter((failed) => neutralName(view, failed).outcome !== 'passes');
    return handshakeGroups(view, stalled).map((group) => {
      const neutralStalls = group.members.some((member) => neutralName(view, member).outcome === 'fails');
      return {
        subject: group.everybody && group.hosts.length > 1 ? 'TLS' : endpointSubject(group.hosts, group.port),
        confidence: !group.narrow && (neutralStalls || group.hosts.length > 1) ? 'likely' : 'possible',
        accountsFor: group.ids,
        evidence: group.members.flatMap((member) => neutralName(view, member).control?.id ?? []),
        facts: { hosts: group.hosts, port: group.port, direct: group.direct, neutralStalls, everybody: group.everybody },
      };
    });
  },

  explanation: {
    summary: 'The connection stands, and the TLS handshake never gets an answer.',
    why: 'Large packets are lost on the way (a tunnel or VPN with a smaller packet size and no working path MTU discovery), a firewall discards first messages that are split over two packets, or an inspecting device waits for something.',
    stops: 'Programs hang until their time-out, although the port is open.',
    confusedWith: [
      { name: 'port-dropped', apart: 'There the connection never stands; here it stands.' },
      { name: 'name-filtered-in-tls', apart: 'There a neutral name on the same address is answered; here none is.' },
      { name: 'large-hello-dropped', apart: 'There a smaller first message gets through; this finding has not tried one.' },
    ],
    byHand: [
      'openssl s_client -connect <host>:<port> -servername <host> -groups X25519 </dev/null   # a small first message',
      'ping -M do -s 1472 <host>   # Linux: does a full-sized packet pass?',
    ],
    title: ({ hosts, port, direct, everybody }) =>
      `${everybody && hosts.length > 1 ? 'No TLS handshake' : `The TLS handshake with ${listed(hosts.map((host) => endpointText(host, port)))}`} gets ${everybody && hosts.length > 1 ? 'an answer' : 'no answer'}${direct ? '' : ' behind the proxy'}`,
    evidence: ({ port, neutralStalls }) => [
      `The connection to port ${port} stands; nothing comes back after the first TLS message before the deadline.`,
      neutralStalls ? 'A neutral name on the same address gets no answer either.' : 'Whether another name is answered is not settled.',
    ],
    fixes: ({ hosts, port }) => [
      {
        owner: 'network-team',
        text: `TLS handshakes from this machine to port ${port} of ${listed(hosts, 20)} get no answer, although the connection is accepted. Please check the packet size on this path (VPN, tunnel, MSS clamping, blocked ICMP “fragmentation needed”), and whether a firewall or TLS inspection holds back first messages of more than one packet to ${verb(hosts.length, 'this host', 'these hosts')}.`,
      },
    ],
  },
});
