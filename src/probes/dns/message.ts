/** A DNS query and its answer, in the same form over UDP and TCP (RFC 1035 §4). */
import { type Answer, type DecodedPacket, decode, encode, type OptAnswer, RECURSION_DESIRED, TRUNCATED_RESPONSE } from 'dns-packet';
import type { DnsDatagram } from '../../model/observation.ts';

/** The UDP payload size, which every path carries without fragmentation (RFC 9715 §3). */
const UDP_PAYLOAD = 1232;
/** The EDNS option code of Extended DNS Errors (RFC 8914 §2). */
const EXTENDED_ERROR = 15;

const EDNS: OptAnswer = {
  type: 'OPT',
  name: '.',
  udpPayloadSize: UDP_PAYLOAD,
  extendedRcode: 0,
  ednsVersion: 0,
  flags: 0,
  flag_do: false,
  options: [],
};

export interface Query {
  name: string;
  family: 4 | 6;
}

export function encodeQuery({ name, family }: Query, id: number): Buffer {
  return encode({
    type: 'query',
    id,
    flags: RECURSION_DESIRED,
    questions: [{ type: typeOf(family), name }],
    // Extended errors require EDNS (RFC 6891 §6.1).
    additionals: [EDNS],
  });
}

/** Null if it does not answer this query. */
export function decodeMessage(message: Buffer, id: number, { name, family }: Query, afterMs: number): DnsDatagram | null {
  const packet = decoded(message);
  const asked = packet?.questions?.[0];
  if (packet === null || packet.type !== 'response') return null;
  if (asked !== undefined && (asked.name.toLowerCase() !== name.toLowerCase() || asked.type !== typeOf(family))) return null;
  const answers = packet.answers ?? [];
  const flags = packet.flags ?? 0;
  return {
    afterMs,
    idMatches: packet.id === id,
    rcode: flags & 0xf,
    addresses: answers.flatMap((answer) => (answer.type === typeOf(family) ? answer.data : [])),
    aliases: answers.flatMap((answer) => (answer.type === 'CNAME' ? answer.data : [])),
    extendedErrors: (packet.additionals ?? []).flatMap(extendedErrorsIn),
    ...((flags & TRUNCATED_RESPONSE) === 0 ? {} : { truncated: true as const }),
  };
}

function extendedErrorsIn(record: Answer): number[] {
  if (record.type !== 'OPT') return [];
  return record.options.flatMap((option) => {
    const { code, data } = option as { code: unknown; data?: Buffer };
    return code === EXTENDED_ERROR && data !== undefined && data.length >= 2 ? data.readUInt16BE(0) : [];
  });
}

function typeOf(family: 4 | 6): 'A' | 'AAAA' {
  return family === 4 ? 'A' : 'AAAA';
}

function decoded(message: Buffer): DecodedPacket | null {
  try {
    return decode(message);
  } catch {
    return null;
  }
}
