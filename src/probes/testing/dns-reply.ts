/** A reply to a DNS query for IPv4 addresses, as a resolver, a filter or an injector sends it. */
import { type Answer, decode, encode, type OptAnswer, RECURSION_AVAILABLE, RECURSION_DESIRED, TRUNCATED_RESPONSE } from 'dns-packet';

export interface Reply {
  rcode?: number;
  /** Aliases: each points to the next, the last to the addresses. */
  aliases?: readonly string[];
  addresses?: readonly string[];
  /** The answer does not fit into a datagram (TC). */
  truncated?: true;
  /** INFO-CODEs of RFC 8914. */
  extendedErrors?: readonly number[];
}

export function reply(question: Buffer, { rcode = 0, aliases = [], addresses = [], extendedErrors = [], truncated }: Reply): Buffer {
  const { id = 0, questions = [] } = decode(question);
  const names = [questions[0]?.name ?? '', ...aliases];
  const last = names.at(-1) ?? '';
  return encode({
    type: 'response',
    id,
    flags: RECURSION_DESIRED | RECURSION_AVAILABLE | (truncated === true ? TRUNCATED_RESPONSE : 0) | rcode,
    questions,
    answers: [
      ...aliases.map((data, index): Answer => ({ type: 'CNAME', name: names[index] ?? '', ttl: 60, data })),
      ...addresses.map((data): Answer => ({ type: 'A', name: last, ttl: 60, data })),
    ],
    additionals: [extended(extendedErrors)],
  });
}

function extended(codes: readonly number[]): OptAnswer {
  const options = codes.map((code) => {
    const data = Buffer.alloc(2);
    data.writeUInt16BE(code);
    return { code: 'OPTION_15', data };
  });
  const opt = { type: 'OPT', name: '.', udpPayloadSize: 1232, extendedRcode: 0, ednsVersion: 0, flags: 0, flag_do: false, options };
  return opt as unknown as OptAnswer;
}
