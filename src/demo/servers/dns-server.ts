/** A resolver on loopback: DNS over UDP. A name it has to pass over in silence is never answered. */
import { createSocket } from 'node:dgram';
import { AUTHORITATIVE_ANSWER, decode, encode, RECURSION_AVAILABLE, RECURSION_DESIRED } from 'dns-packet';
import { bind, type LoopbackServer } from './loopback.ts';

/** An empty list of addresses is a name that exists without any (NOERROR, no data). */
export type DnsReply = 'nxdomain' | 'servfail' | 'refused' | 'silent' | { addresses: readonly string[] };

/** RFC 1035 §4.1.1 */
const RCODE = { servfail: 2, nxdomain: 3, refused: 5 } as const;
const TTL_SECONDS = 60;

export function startDnsServer(replyFor: (name: string) => DnsReply): Promise<LoopbackServer> {
  const socket = createSocket('udp4');
  socket.on('message', (datagram, peer) => {
    const reply = answer(datagram, replyFor);
    if (reply !== null) socket.send(reply, peer.port, peer.address);
  });
  return bind(socket);
}

/** The reply to a query; null for silence and for what is no query. */
export function answer(datagram: Uint8Array, replyFor: (name: string) => DnsReply): Uint8Array | null {
  const query = decoded(datagram);
  const question = query?.questions?.[0];
  if (query === null || question === undefined) return null;
  const reply = replyFor(question.name.toLowerCase());
  if (reply === 'silent') return null;
  const rcode = typeof reply === 'string' ? RCODE[reply] : 0;
  const addresses = typeof reply === 'string' ? [] : reply.addresses.filter((address) => recordType(address) === question.type);
  return encode({
    type: 'response',
    id: query.id ?? 0,
    flags: AUTHORITATIVE_ANSWER | RECURSION_AVAILABLE | ((query.flags ?? 0) & RECURSION_DESIRED) | rcode,
    questions: [question],
    answers: addresses.map((data) => ({ type: recordType(data), name: question.name, ttl: TTL_SECONDS, data })),
  });
}

function recordType(address: string): 'A' | 'AAAA' {
  return address.includes(':') ? 'AAAA' : 'A';
}

function decoded(datagram: Uint8Array): ReturnType<typeof decode> | null {
  try {
    const packet = decode(Buffer.from(datagram));
    return packet.type === 'query' ? packet : null;
  } catch {
    return null;
  }
}
