import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type Reply, reply } from '../testing/dns-reply.ts';
import { portOf } from '../testing/pretend.ts';
import { collectDatagrams } from './datagrams.ts';
import { queryBothTransports } from './details-probe.ts';
import { queryOverTcp } from './over-tcp.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const QUESTION = { name: 'app.gitpod.io', family: 4 } as const;
const ADDRESS = ['192.0.2.7'];
const never = new AbortController().signal;

const framed = (message: Buffer) => Buffer.concat([Buffer.from([message.length >> 8, message.length & 255]), message]);

type OverTcp = (question: Buffer, socket: Socket) => void;
const says =
  (answer: Reply): OverTcp =>
  (question, socket) =>
    socket.write(framed(reply(question, answer)));

/** A resolver with one answer over UDP and another over TCP, on one port. */
async function resolver(
  udp: Reply | 'silence',
  tcp: OverTcp,
  idOf = (id: number) => id,
): Promise<{ address: string; port: number; asked: string[] }> {
  const asked: string[] = [];
  const { server, socket, port } = await onePort();
  server.on('connection', (connection) => {
    asked.push('tcp');
    connection.on('error', () => {});
    connection.once('data', (request) => tcp(request.subarray(2), connection));
  });
  socket.on('message', (question, peer) => {
    asked.push('udp');
    if (udp === 'silence') return;
    const datagram = reply(question, udp);
    datagram.writeUInt16BE(idOf(datagram.readUInt16BE(0)), 0);
    socket.send(datagram, peer.port, peer.address);
  });
  return { address: '127.0.0.1', port, asked };
}

/** A port that is free for both protocols, because another test may use it for UDP. */
async function onePort(): Promise<{ server: Server; socket: UdpSocket; port: number }> {
  for (;;) {
    const server = createServer();
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const socket = createSocket('udp4');
    const bound = await new Promise<boolean>((settle) => {
      socket.once('error', () => settle(false));
      socket.bind(portOf(server), '127.0.0.1', () => settle(true));
    });
    if (bound) {
      closing.push(
        () => server.close(),
        () => socket.close(),
      );
      return { server, socket, port: portOf(server) };
    }
    server.close();
    socket.close();
  }
}

test('a response over TCP is read completely, however many segments it arrives in', async () => {
  const pieces: OverTcp = (question, socket) => {
    const message = framed(reply(question, { addresses: ADDRESS, extendedErrors: [3] }));
    socket.write(message.subarray(0, 1));
    setTimeout(() => socket.write(message.subarray(1)), 20);
  };
  const server = await resolver('silence', pieces);
  expect(await queryOverTcp(server, QUESTION, 3000, never)).toMatchObject({ rcode: 0, addresses: ADDRESS, extendedErrors: [3] });
});

test.each<[what: string, tcp: OverTcp]>([
  ['a resolver that closes', (_, socket) => socket.end()],
  ['a resolver that resets', (_, socket) => socket.resetAndDestroy()],
  ['a server that does not speak DNS', (_, socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
])('no answer over TCP is accepted from %s', async (_, tcp) => {
  expect(await queryOverTcp(await resolver('silence', tcp), QUESTION, 3000, never)).toBe(null);
});

test('a lookup over TCP without an answer ends at the deadline, or at once when the port is closed', async () => {
  expect(await queryOverTcp(await resolver('silence', () => {}), QUESTION, 100, never)).toBe(null);
  expect(await queryOverTcp({ address: '127.0.0.1', port: 1 }, QUESTION, 20_000, never)).toBe(null);
});

test('a truncated datagram is marked as truncated, and the whole answer is read over TCP', async () => {
  const server = await resolver({ truncated: true }, says({ addresses: ADDRESS }));
  expect(await collectDatagrams(server, QUESTION, 3000, never)).toMatchObject([{ truncated: true, addresses: [] }]);
  expect(await queryBothTransports(server, QUESTION, 3000, never)).toMatchObject({ overTcp: { addresses: ADDRESS } });
});

test('TCP is tried within the same deadline if no datagram arrives', async () => {
  const server = await resolver('silence', says({ addresses: ADDRESS }));
  expect(await queryBothTransports(server, QUESTION, 1000, never)).toMatchObject({ datagrams: [], overTcp: { addresses: ADDRESS } });
});

test('TCP is not tried after a complete datagram', async () => {
  const server = await resolver({ addresses: ADDRESS }, says({ addresses: ['192.0.2.8'] }));
  expect(await queryBothTransports(server, QUESTION, 3000, never)).toMatchObject({ datagrams: [{ addresses: ADDRESS }], overTcp: null });
  expect(server.asked).toEqual(['udp']);
});

test('a query over TCP after a truncated datagram ends at the deadline of the datagram', async () => {
  const server = await resolver({ truncated: true }, () => {});
  const startedAt = performance.now();
  // Datagrams are received for 800 ms in any case.
  await queryBothTransports(server, QUESTION, 900, never);
  expect(performance.now() - startedAt).toBeLessThan(1500);
});

test('a query cancelled before it is sent has no answer', async () => {
  const server = await resolver({ addresses: ADDRESS }, says({ addresses: ADDRESS }));
  expect(await queryOverTcp(server, QUESTION, 3000, AbortSignal.abort())).toBe(null);
  expect(await collectDatagrams(server, QUESTION, 3000, AbortSignal.abort())).toEqual([]);
  expect(await queryBothTransports(server, QUESTION, 3000, AbortSignal.abort())).toEqual({ datagrams: [], overTcp: null });
  expect(server.asked).toEqual([]);
});

test('a datagram with another id does not prevent a query over TCP', async () => {
  const server = await resolver({ addresses: ['192.0.2.66'] }, says({ addresses: ADDRESS }), (id) => id ^ 1);
  expect(await queryBothTransports(server, QUESTION, 1500, never)).toMatchObject({ overTcp: { addresses: ADDRESS } });
});
