/** The environment of a case: a simulated network with a resolver, configurable servers, and a canary at each internal address. */
import { createSocket } from 'node:dgram';
import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { createServer as createTls, type TlsOptions } from 'node:tls';
import type { Dice } from '../../../src/bundle/testing/mutations.ts';
import type { PretendEndpoint } from '../../../src/model/pretend-network.ts';
import { issue, rootOf } from '../../../src/probes/testing/certificates.ts';
import { FAR, listening } from '../../../src/probes/testing/pretend.ts';
import { pretendWorld, type World } from '../../../src/probes/world.ts';
import { pick } from '../payloads.ts';

export const HOST = 'far.example.test';
export const REGION = 'eu-central-1';
export const METADATA = '169.254.169.254';
export const root = await rootOf('Fuzz Public Root');
export const NAMES = [HOST, `ec2.${REGION}.amazonaws.com`, `sts.${REGION}.amazonaws.com`, 'proxy.example.test'];
export const genuine = await issue({ name: HOST, issuer: root, dnsNames: NAMES });

interface Net {
  world: World;
  map(key: string, to: PretendEndpoint): void;
}

/** How often an internal address was contacted, which is never allowed. */
let asked = 0;
const canary = createServer((socket) => {
  asked += 1;
  socket.destroy();
});
await new Promise<void>((done) => void canary.listen(0, '127.0.0.1', () => done()));
canary.unref();
export const askedInside = () => asked;

const INSIDE = ['127.0.0.1', METADATA, '169.254.170.2', '::1', '0.0.0.0', '10.9.9.3', '::ffff:127.0.0.1', '::ffff:7f00:1'];

export async function net(resolver: number, environment: Record<string, string> = {}): Promise<Net> {
  const endpoints = new Map<string, PretendEndpoint>();
  const inside: PretendEndpoint = { to: 'port', address: '127.0.0.1', port: portOf(canary) };
  for (const address of INSIDE) for (const port of [80, 443, 6379, 8080]) endpoints.set(`tcp/${address}:${port}`, inside);
  const own = { address: '127.0.0.1', port: resolver };
  const network = {
    resolvers: [own],
    systemResolver: own,
    endpoints,
    otherwise: { to: 'refuse' as const },
    publicRoots: [root.pem],
    host: {},
    environment,
  };
  return { world: pretendWorld(network, { version: '0.0.0-fuzz' }), map: (key, to) => endpoints.set(key, to) };
}

const portOf = (server: Pick<Server, 'address'>) => (server.address() as { port: number }).port;
export const at = (port: number): PretendEndpoint => ({ to: 'port', address: '127.0.0.1', port });

/** Each connection receives this, at once or after its first data, in one or several pieces. */
export function saying(bytes: (heard: Buffer) => Buffer, dice: Dice, waits = true): (socket: Socket) => void {
  const ending = dice(3);
  const pieces = 1 + dice(4);
  return (socket) => {
    socket.on('error', () => {});
    const say = (heard: Buffer) => {
      const all = bytes(heard);
      const length = Math.ceil(all.length / pieces) || 1;
      for (let from = 0; from < all.length && !socket.destroyed; from += length) socket.write(all.subarray(from, from + length));
      if (ending === 0) socket.end();
      else if (ending === 1) setTimeout(() => socket.destroy(), 5);
    };
    if (waits) socket.once('data', say);
    else say(Buffer.alloc(0));
  };
}

export async function serving(server: Server, open: (closing: () => unknown) => void): Promise<number> {
  server.on('tlsClientError', () => {});
  const { port, close } = await listening(server);
  open(close);
  return port;
}

export const overTls = (act: (socket: Socket) => void, options: TlsOptions = {}, { key, pem: cert } = genuine): Server =>
  createTls({ key, cert, ...options }, act);

/** A correct resolver with one address for all names. */
export async function soundResolver(open: (closing: () => unknown) => void, answer = sound): Promise<number> {
  const socket = createSocket('udp4');
  socket
    .on('error', () => {})
    .on('message', (question, from) => {
      for (const reply of answer(question)) socket.send(reply, from.port, from.address, () => {});
    });
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', () => done()));
  open(() => socket.close());
  return socket.address().port;
}

export function sound(question: Buffer): Buffer[] {
  const end = question.indexOf(0, 12) + 5;
  const isA = question.readUInt16BE(end - 4) === 1;
  const head = Buffer.from(question.subarray(0, 12));
  head.writeUInt16BE(0x8180, 2);
  head.writeUInt16BE(isA ? 1 : 0, 6);
  head.writeUInt32BE(0, 8);
  const record = Buffer.concat([Buffer.from('c00c000100010000003c0004', 'hex'), Buffer.from(FAR.split('.').map(Number))]);
  return [Buffer.concat([head, question.subarray(12, end), ...(isA ? [record] : [])])];
}

/** A real server's output with some bytes changed on the path. */
export function changing(near: Socket, port: number, dice: Dice): void {
  const far = dial(port, '127.0.0.1');
  near.on('error', () => far.destroy()).on('close', () => far.destroy());
  far.on('error', () => near.destroy()).on('close', () => near.end());
  near.pipe(far);
  far.on('data', (piece: Buffer) => {
    for (let changes = dice(3); changes > 0; changes--) piece[dice(piece.length)] = dice(256);
    near.write(piece);
  });
}

/** RFC 1035 §4.2.2: the length precedes the message. */
export function framed(message: Buffer, dice: Dice): Buffer {
  const head = Buffer.alloc(2);
  head.writeUInt16BE(dice(8) === 0 ? pick([0, 1, 65535], dice) : Math.min(65535, message.length), 0);
  return Buffer.concat([head, message]);
}
