/** A loopback resolver with configured answers: addresses, an error code, silence or random bytes. */
import { createSocket } from 'node:dgram';
import { decode, encode, type Packet } from 'dns-packet';

export type NameSays =
  | { A?: string[]; AAAA?: string[]; afterMs?: number }
  | 'NXDOMAIN'
  | 'SERVFAIL'
  | 'REFUSED'
  | 'FORMERR'
  | 'silence'
  | 'rubbish';
export type Answers = (name: string, type: 'A' | 'AAAA') => NameSays;

const RCODES = { NXDOMAIN: 3, SERVFAIL: 2, REFUSED: 5, FORMERR: 1 };

export interface TestResolver {
  address: { address: string; port: number };
  asked: string[];
  close(): Promise<void>;
}

/** Port 53 is possible only in a separate network. */
export async function startDnsServer(answers: Answers, port = 0): Promise<TestResolver> {
  const socket = createSocket('udp4');
  const asked: string[] = [];
  const timers = new Set<NodeJS.Timeout>();
  socket.on('message', (datagram, from) => {
    const query = decode(datagram);
    const question = query.questions?.[0];
    if (question === undefined || (question.type !== 'A' && question.type !== 'AAAA')) return;
    const { type } = question;
    const name = question.name.toLowerCase();
    asked.push(`${name} ${type}`);
    const says = answers(name, type);
    if (says === 'silence') return;
    const reply =
      says === 'rubbish'
        ? Buffer.concat([datagram.subarray(0, 2), Buffer.from('8180ffffffffffffffff', 'hex')])
        : encode(packet(query, says, type));
    const send = () => socket.send(reply, from.port, from.address);
    const afterMs = typeof says === 'object' ? says.afterMs : undefined;
    if (afterMs === undefined) send();
    else timers.add(setTimeout(send, afterMs));
  });
  await new Promise<void>((resolve) => socket.bind(port, '127.0.0.1', resolve));
  return {
    address: { address: '127.0.0.1', port: socket.address().port },
    asked,
    close: () =>
      new Promise((resolve) => {
        for (const timer of timers) clearTimeout(timer);
        socket.close(() => resolve());
      }),
  };
}

function packet(query: Packet, says: Exclude<NameSays, 'silence' | 'rubbish'>, type: 'A' | 'AAAA'): Packet {
  const [question] = query.questions ?? [];
  const rcode = typeof says === 'string' ? RCODES[says] : 0;
  const addresses = typeof says === 'string' ? [] : (says[type] ?? []);
  return {
    type: 'response',
    id: query.id ?? 0,
    // RD, RA and the response code.
    flags: 0x0180 | rcode,
    questions: query.questions ?? [],
    answers: addresses.map((data) => ({ type, name: question?.name ?? '', ttl: 60, data })),
  };
}
