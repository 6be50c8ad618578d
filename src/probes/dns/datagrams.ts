/**
 * One question to one resolver in a datagram of our own, and every datagram that comes for it: c-ares takes the first answer, and
 * hands out neither Extended DNS Errors (RFC 8914) nor what follows.
 */
import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { type Answer, type DecodedPacket, decode, encode, type OptAnswer, RECURSION_DESIRED } from 'dns-packet';
import type { Resolver } from '../../model/host-facts.ts';
import type { DnsDatagram } from '../../model/observation.ts';
import { onAbort } from '../deadline.ts';

/** What every path carries (RFC 9715 §3). */
const UDP_PAYLOAD = 1232;
/** RFC 8914 §2. */
const EXTENDED_ERROR = 15;
/** A forged answer comes before the genuine one, which takes no longer than a lookup does. */
const LISTEN_MS = 800;

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

export interface Question {
  name: string;
  family: 4 | 6;
}

/** Empty where nothing came. Ends `LISTEN_MS` after the first datagram, at the deadline, or with the signal. */
export function datagramsFor(server: Resolver, question: Question, deadlineMs: number, signal: AbortSignal): Promise<DnsDatagram[]> {
  return new Promise((resolve, reject) => {
    const heard: DnsDatagram[] = [];
    const id = randomInt(0x10000);
    const socket = createSocket(server.address.includes(':') ? 'udp6' : 'udp4');
    const end = () => {
      clearTimeout(timer);
      stopListening();
      socket.close();
      resolve(heard);
    };
    let timer = setTimeout(end, deadlineMs);
    const stopListening = onAbort(signal, end);
    let sentAt = performance.now();
    socket.on('message', (datagram) => {
      const read = readDatagram(datagram, id, question, performance.now() - sentAt);
      if (read === null) return;
      heard.push(read);
      if (heard.length > 1) return;
      clearTimeout(timer);
      timer = setTimeout(end, LISTEN_MS);
    });
    // ICMP says that nobody listens there; the lookups of this name have told so already.
    socket.on('error', end);
    try {
      // A connected socket hears its resolver alone.
      const onConnect = (error?: Error) => {
        // No route: Node tells the callback, and emits no error then.
        if (error !== undefined && error !== null) return end();
        sentAt = performance.now();
        socket.send(questionOf(question, id));
      };
      socket.connect(server.port, server.address, onConnect);
    } catch (error) {
      clearTimeout(timer);
      stopListening();
      reject(error);
    }
  });
}

function questionOf({ name, family }: Question, id: number): Buffer {
  return encode({
    type: 'query',
    id,
    flags: RECURSION_DESIRED,
    questions: [{ type: typeOf(family), name }],
    // Extended errors come to those who speak EDNS (RFC 6891 §6.1).
    additionals: [EDNS],
  });
}

/** Null for what is no answer to this question at all. */
function readDatagram(datagram: Buffer, id: number, { name, family }: Question, afterMs: number): DnsDatagram | null {
  const packet = decoded(datagram);
  const asked = packet?.questions?.[0];
  if (packet === null || packet.type !== 'response') return null;
  if (asked !== undefined && (asked.name.toLowerCase() !== name.toLowerCase() || asked.type !== typeOf(family))) return null;
  const answers = packet.answers ?? [];
  return {
    afterMs,
    idMatches: packet.id === id,
    rcode: (packet.flags ?? 0) & 0xf,
    addresses: answers.flatMap((answer) => (answer.type === typeOf(family) ? answer.data : [])),
    aliases: answers.flatMap((answer) => (answer.type === 'CNAME' ? answer.data : [])),
    extendedErrors: (packet.additionals ?? []).flatMap(extendedErrorsIn),
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

function decoded(datagram: Buffer): DecodedPacket | null {
  try {
    return decode(datagram);
  } catch {
    return null;
  }
}
