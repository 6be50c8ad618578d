/** A resolver on loopback: DNS over UDP. Queries for names that are configured as silent get no answer. */
import { createSocket } from 'node:dgram';
import { type Answer, AUTHORITATIVE_ANSWER, decode, encode, RECURSION_AVAILABLE, RECURSION_DESIRED } from 'dns-packet';
import { bindSocket, type LoopbackServer } from './loopback.ts';

/**
 * An answer. Empty `addresses`: NOERROR without data. `because`: an extended DNS error (RFC 8914). `before`: the injected answer that
 * arrives first.
 */
export type DnsReply =
  | 'nxdomain'
  | 'servfail'
  | 'refused'
  | 'silent'
  | { addresses: readonly string[]; alias?: string }
  | { says: keyof typeof RCODE; because: number }
  | { before: readonly string[]; addresses: readonly string[] };

/** Response codes (RFC 1035 §4.1.1). */
const RCODE = { servfail: 2, nxdomain: 3, refused: 5 } as const;
const TTL_SECONDS = 60;

export function startDnsServer(replyFor: (name: string) => DnsReply): Promise<LoopbackServer> {
  const socket = createSocket('udp4');
  socket.on('message', (datagram, peer) => {
    for (const reply of answers(datagram, replyFor)) socket.send(reply, peer.port, peer.address);
  });
  return bindSocket(socket);
}

/** The resolver's own reply to a query; null if the name is silent or the datagram is not a query. */
export function answerQuery(datagram: Uint8Array, replyFor: (name: string) => DnsReply): Uint8Array | null {
  return answers(datagram, replyFor).at(-1) ?? null;
}

/** All replies to a query, in order. */
function answers(datagram: Uint8Array, replyFor: (name: string) => DnsReply): Uint8Array[] {
  const query = decoded(datagram);
  const question = query?.questions?.[0];
  if (query === null || question === undefined) return [];
  const reply = replyFor(question.name.toLowerCase());
  if (reply === 'silent') return [];
  const before = typeof reply === 'object' && 'before' in reply ? [{ addresses: reply.before }] : [];
  return [...before, reply].map((each) => {
    const rcode = typeof each === 'string' ? RCODE[each] : 'says' in each ? RCODE[each.says] : 0;
    const listed = typeof each === 'object' && 'addresses' in each ? each.addresses : [];
    const addresses = listed.filter((address) => recordType(address) === question.type);
    const alias = typeof each === 'object' && 'alias' in each && typeof each.alias === 'string' ? each.alias : undefined;
    const because = typeof each === 'object' && 'because' in each ? [extendedError(each.because)] : [];
    return encode({
      type: 'response',
      id: query.id ?? 0,
      flags: AUTHORITATIVE_ANSWER | RECURSION_AVAILABLE | ((query.flags ?? 0) & RECURSION_DESIRED) | rcode,
      questions: [question],
      answers: [
        ...(alias === undefined ? [] : [{ type: 'CNAME' as const, name: question.name, ttl: TTL_SECONDS, data: alias }]),
        ...addresses.map((data) => ({ type: recordType(data), name: alias ?? question.name, ttl: TTL_SECONDS, data })),
      ],
      additionals: query.additionals?.some(({ type }) => type === 'OPT') === true ? because : [],
    });
  });
}

/** An extended DNS error: option 15 with its INFO-CODE (RFC 8914 §2), which the types of the library lack. */
function extendedError(code: number): Answer {
  const data = Buffer.alloc(2);
  data.writeUInt16BE(code);
  const options = [{ code: 'OPTION_15', data }];
  return {
    type: 'OPT',
    name: '.',
    udpPayloadSize: 1232,
    extendedRcode: 0,
    ednsVersion: 0,
    flags: 0,
    flag_do: false,
    options,
  } as unknown as Answer;
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
