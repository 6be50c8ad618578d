/** Connections and datagrams. Lines that need a packet filter or a route run in a separate network namespace. */
import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import type { FailureKind } from '../../../src/model/failure.ts';
import type { FindingName } from '../../../src/model/finding-codes.ts';
import { listen, listenUdp, portOf } from '../../../src/probes/testing/pretend.ts';
import type { Far, Line } from '../line.ts';

async function closedPort(): Promise<Far> {
  const server = createServer();
  await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready));
  const port = portOf(server);
  await new Promise((closed) => server.close(closed));
  return { port, close: async () => {} };
}

const silent = (): Promise<Far> => listen((socket) => socket.resume());
/** The destination of packets instead of a server. */
const noServerAt = (address: string) => async (): Promise<Far> => ({ address, port: 443, close: async () => {} });

/** This machine ends each connection to this server during the handshake. */
async function abortedHere(): Promise<Far> {
  const far = await listen((socket) => {
    socket.once('data', () => setTimeout(() => execFile('ss', ['-K', 'dport', '=', String(portOf(far.server))], () => {}), 100));
  });
  return far;
}

const filter = (family: 'ip' | 'ip6', rule: string) => [
  `nft add table ${family} t`,
  `nft 'add chain ${family} t in { type filter hook input priority 0; }'`,
  `nft "add rule ${family} t in ${rule}"`,
];
const toServer = (rule: string) => filter('ip', `tcp dport $PORT ${rule}`);

const inNamespace = (by: string, finding: FindingName | null, rules: readonly string[], start = silent): Line => ({
  by,
  finding,
  way: { as: 'https', start, rules },
});
const scenario = (by: string, finding: FindingName | null, name: string): Line => ({ by, finding, way: { as: 'scenario', name } });
const lab = (by: string, finding: FindingName | null, name: string): Line => ({ by, finding, way: { as: 'lab', name } });

/** A documentation address (RFC 5737), which no machine has. */
const FAR_AWAY = '203.0.113.9';

export const PATH_LINES = {
  'tcp.refused': [{ by: 'a closed port', finding: 'port-refused', way: { as: 'https', start: closedPort } }],
  'tcp.timeout': [inNamespace('a firewall that drops', 'port-dropped', toServer('drop'))],
  'tcp.unreachable': [
    inNamespace('ICMP host unreachable', 'path-rejected', toServer('reject with icmp type host-unreachable')),
    inNamespace('ICMP net unreachable', 'path-rejected', toServer('reject with icmp type net-unreachable')),
    inNamespace('ICMP host unreachable once connected', 'path-rejected', [
      'sysctl -qw net.ipv4.tcp_retries2=1',
      ...toServer('tcp flags & psh == psh reject with icmp type host-unreachable'),
    ]),
  ],
  'tcp.prohibited': [
    inNamespace(
      'ICMPv6 administratively prohibited',
      'path-rejected',
      filter('ip6', 'tcp dport 443 reject with icmpv6 type admin-prohibited'),
      noServerAt('::1'),
    ),
  ],
  'tcp.reset': [
    inNamespace(
      'a reset in answer to the last packet of the connection',
      'port-refused',
      toServer('tcp flags == ack reject with tcp reset'),
    ),
  ],
  'tcp.local-denied': [
    inNamespace('a prohibit route on this machine', 'local-firewall-blocks', [`ip route add prohibit ${FAR_AWAY}`], noServerAt(FAR_AWAY)),
  ],
  'tcp.no-address': [
    inNamespace(
      'an IPv6 address while IPv6 is switched off on this machine',
      'ipv6-broken',
      ['sysctl -qw net.ipv6.conf.lo.disable_ipv6=1'],
      noServerAt('::1'),
    ),
  ],
  'tcp.aborted': [inNamespace('this machine ends an open connection (ss -K)', 'local-firewall-blocks', ['true'], abortedHere)],
  'udp.silent': [scenario('no answer to a datagram', 'gateway-udp-silent', 'gateway-udp-silent')],
  'udp.refused': [scenario('ICMP port unreachable', 'gateway-udp-refused', 'gateway-udp-refused')],
  'udp.rejected': [
    {
      by: 'ICMP administratively prohibited',
      finding: 'gateway-udp-refused',
      way: {
        as: 'udp',
        start: () => listenUdp(() => null),
        rules: filter('ip', 'udp dport $PORT reject with icmp type admin-prohibited'),
      },
    },
  ],
  'udp.local-denied': [lab('a filter of this machine that refuses to send', 'local-firewall-blocks', 'own-filter-rejects-udp')],
  'udp.no-route': [lab('no route', 'no-network', 'unplugged')],
  'udp.unexpected-reply': [
    {
      by: 'a reply that does not match the request',
      finding: 'gateway-udp-silent',
      way: { as: 'udp', start: () => listenUdp((datagram) => datagram) },
    },
  ],
} as const satisfies Partial<Record<FailureKind, readonly Line[]>>;
