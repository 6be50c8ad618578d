/** Failures of lookups, connections and datagrams. */
import type { WordsOf } from './words-of.ts';

export const PATH_FAILURES = {
  'dns.nxdomain': {
    remark: 'no such name',
    means: 'the resolver says that this name does not exist',
    settles: 'the same lookup from another network; the spelling of the name',
  },
  'dns.no-data': {
    remark: 'no address',
    means: 'the name exists but has no address of the kind that was asked for',
    settles: 'the records of the name at another resolver',
  },
  'dns.servfail': {
    remark: 'the resolver failed',
    means: 'the resolver itself got no valid answer (SERVFAIL): its forwarder, its filter or a wrong signature may be the cause',
    settles: "the resolver's own log for this name",
  },
  'dns.refused': {
    remark: 'the resolver refuses',
    means: 'the resolver does not answer this client or this name (REFUSED)',
    settles: "the resolver's access rules for this machine",
  },
  'dns.timeout': {
    remark: 'no answer from DNS',
    means: 'no answer came from the resolver: the resolver is down, or the route to it is blocked',
    settles: 'whether any name resolves; port 53 between here and the resolver',
  },
  'dns.malformed': {
    remark: 'DNS answer unreadable',
    means: 'the server on the DNS port does not answer in valid DNS',
    settles: 'which server really uses the address of the resolver',
  },
  'dns.unavailable': {
    remark: 'look-up failed',
    means: 'the system lookup failed without a reason, usually because a resolver is silent or failing',
    settles: 'the answers of each resolver, shown with this row',
  },
  'tcp.refused': {
    remark: 'connection refused',
    means: 'the connection is actively refused: by a firewall, or by a machine without this service',
    settles: 'other ports of the same host; the firewall log',
  },
  'tcp.timeout': {
    remark: 'no answer',
    means: 'the connection request got no answer: a firewall drops it, or there is no route back',
    settles: 'whether nearby addresses answer; the firewall log for this address and port',
  },
  'tcp.unreachable': {
    remark: 'unreachable',
    means: 'a router or this machine says that there is no route to this address',
    settles: 'the routing table of this machine, then the routing table of the next router',
  },
  'tcp.prohibited': {
    remark: 'prohibited by a firewall',
    means: 'a device on the path says that this connection is administratively prohibited',
    settles: 'the access list of the router that sends this answer',
  },
  'tcp.reset': {
    remark: 'reset at once',
    means: 'the connection was accepted but cut at once; some firewalls and proxies do this',
    settles: 'the log of the device on the path',
  },
  'tcp.local-denied': {
    remark: 'this machine refuses',
    means: 'the packet never left: a firewall or security agent on this machine refuses to send it',
    settles: 'the local firewall and endpoint protection',
  },
  'tcp.no-address': {
    remark: 'no local address',
    means: 'this machine has no address of this family (IPv4 or IPv6)',
    settles: 'the network settings of this machine',
  },
  'tcp.aborted': {
    remark: 'aborted on this machine',
    means: 'this machine itself ended an open connection: security software, a VPN client, or a change of network',
    settles: 'the same check while the security software or the VPN is off',
  },
  'udp.silent': {
    remark: 'no answer',
    means: 'no answer came: the port may be blocked, or the server may not reply',
    settles: "the firewall's log for this address and port, or the log of the server",
  },
  'udp.refused': {
    remark: 'refused',
    means: 'an ICMP answer says that the port is closed: a firewall rejects it, or no server uses the port',
    settles: "the firewall's log for this address and port",
  },
  'udp.rejected': {
    remark: 'rejected by a device on the path',
    means: 'an ICMP answer says that this traffic is blocked, or that there is no route',
    settles: 'the device that sends the answer',
  },
  'udp.local-denied': {
    remark: 'this machine refuses',
    means: 'the datagram never left: a firewall or security agent on this machine refuses to send it',
    settles: 'the local firewall and endpoint protection',
  },
  'udp.no-route': {
    remark: 'no route to the address',
    means: 'this machine has no route to the address',
    settles: 'the routing table of this machine',
  },
  'udp.unexpected-reply': {
    remark: 'odd reply',
    means: 'a reply came, but not from the gateway',
    settles: 'which server uses this address and port',
  },
} as const satisfies WordsOf<'dns' | 'tcp' | 'udp'>;
