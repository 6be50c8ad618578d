/** Sends one query from its own socket and collects every answer and Extended DNS Error (RFC 8914), which c-ares does not. */
import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import type { Resolver } from '../../model/host-facts.ts';
import type { DnsDatagram } from '../../model/observation.ts';
import { onAbort } from '../deadline.ts';
import { decodeMessage, encodeQuery, type Query } from './message.ts';

/** The wait for more answers after the first. A forged answer arrives first, and the genuine one takes no longer than a lookup. */
const LISTEN_MS = 800;

/** Returns the answers; `onFirst` gets the first one at once. Ends `LISTEN_MS` after it, at the deadline, or by the signal. */
export function collectDatagrams(
  server: Resolver,
  question: Query,
  deadlineMs: number,
  signal: AbortSignal,
  onFirst: (datagram: DnsDatagram) => void = () => {},
): Promise<DnsDatagram[]> {
  if (signal.aborted) return Promise.resolve([]);
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
      const read = decodeMessage(datagram, id, question, performance.now() - sentAt);
      if (read === null) return;
      heard.push(read);
      if (read.idMatches && heard.filter(({ idMatches }) => idMatches).length === 1) onFirst(read);
      if (heard.length > 1) return;
      clearTimeout(timer);
      timer = setTimeout(end, LISTEN_MS);
    });
    // ICMP reports a closed port, which the lookups of this name have already reported.
    socket.on('error', end);
    try {
      // A connected socket receives only from its resolver.
      const onConnect = (error?: Error) => {
        // No route: Node calls the callback and emits no error.
        if (error !== undefined && error !== null) return end();
        sentAt = performance.now();
        socket.send(encodeQuery(question, id));
      };
      socket.connect(server.port, server.address, onConnect);
    } catch (error) {
      clearTimeout(timer);
      stopListening();
      reject(error);
    }
  });
}
