/** One query to one resolver over TCP, as a stub resolver sends it after a truncated datagram (RFC 7766 §5). */
import { randomInt } from 'node:crypto';
import { connect } from 'node:net';
import type { Resolver } from '../../model/host-facts.ts';
import type { DnsDatagram } from '../../model/observation.ts';
import { onAbort } from '../deadline.ts';
import { decodeMessage, encodeQuery, type Query } from './message.ts';

/** Each message is preceded by its length (RFC 1035 §4.2.2). */
const LENGTH_BYTES = 2;

/** Null if no answer arrives by the deadline. Never rejects. */
export function queryOverTcp(server: Resolver, question: Query, deadlineMs: number, signal: AbortSignal): Promise<DnsDatagram | null> {
  if (signal.aborted) return Promise.resolve(null);
  return new Promise((resolve) => {
    const id = randomInt(0x10000);
    const startedAt = performance.now();
    const socket = connect({ host: server.address, port: server.port });
    const end = (answer: DnsDatagram | null) => {
      clearTimeout(timer);
      stopListening();
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(() => end(null), deadlineMs);
    const stopListening = onAbort(signal, () => end(null));
    let received = Buffer.alloc(0);
    socket.on('connect', () => {
      const message = encodeQuery(question, id);
      const length = Buffer.alloc(LENGTH_BYTES);
      length.writeUInt16BE(message.length);
      socket.write(Buffer.concat([length, message]));
    });
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      const length = received.length < LENGTH_BYTES ? null : received.readUInt16BE(0);
      if (length === null || received.length < LENGTH_BYTES + length) return;
      end(decodeMessage(received.subarray(LENGTH_BYTES, LENGTH_BYTES + length), id, question, performance.now() - startedAt));
    });
    // A resolver that closes, resets or refuses the connection gives no answer over TCP.
    socket.on('error', () => end(null));
    socket.on('close', () => end(null));
  });
}
