/** Servers over UDP: a service that answers datagrams, and a resolver that tells clients to use TCP. */
import { createSocket } from 'node:dgram';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode, encode } from 'dns-packet';
import { type FarEnd, tcp, tls } from './far-end.ts';
import { garbage, misbehave } from './misbehaviours.ts';
import type { Aim, Cell } from './stages.ts';

const HOST = 'matrix.example.test';
const MAX_DATAGRAMS = 20_000;

/** `right` makes the correct answer; null if we cannot make one. */
export async function answerUdp(cell: Cell, host: string, port: number, right: ((query: Buffer) => Buffer) | null): Promise<FarEnd> {
  const socket = createSocket('udp4');
  let isOpen = true;
  const onMessage = (query: Buffer, from: { address: string; port: number }) => {
    cell.met();
    const say = (bytes: Buffer) => isOpen && socket.send(bytes, from.port, from.address, () => {});
    const good = right?.(query) ?? garbage(40, cell.random);
    if (cell.how === 'closes after some bytes') say(good.subarray(0, 1 + Math.floor(cell.random() * (good.length - 1))));
    if (cell.how === 'sends garbage') say(garbage(400, cell.random));
    if (cell.how === 'asks for something else') say(query);
    if (cell.how === 'never stops sending') flood(() => say(garbage(400, cell.random)));
  };
  socket
    .on('error', () => {})
    .on('message', onMessage)
    .on('close', () => {
      isOpen = false;
    });
  await new Promise<void>((resolve) => socket.bind(port, host, resolve));
  const far = { port: socket.address().port, close: () => void socket.close() };
  if (cell.how !== 'resets' && cell.how !== 'closes at once') return far;
  // No listener: the kernel answers with ICMP port unreachable.
  socket.close();
  cell.met();
  return { ...far, close() {} };
}

function flood(say: () => unknown): void {
  let left = MAX_DATAGRAMS;
  const more = () => {
    for (let count = 0; count < 50; count += 1) say();
    left -= 50;
    if (left > 0) setImmediate(more);
  };
  more();
}

/** The system's resolver, for a host whose server is not at fault. */
export async function resolver(over: 'udp' | 'tcp', cell: Cell, roots: string): Promise<Aim> {
  const web = await tls({}, ({ stream }) => void stream.on('error', () => {}).end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'), true);
  const udp = over === 'udp' ? await answerUdp(cell, cell.address, 53, answered) : await truncating(cell.address);
  const stream =
    over === 'udp'
      ? null
      : await tcp(
          (line) =>
            line.stream.once('data', (query: Buffer) => {
              cell.met();
              const success = framed(answered(query.subarray(2)));
              misbehave(cell.how, line, { success, other: query }, cell.random);
            }),
          cell.address,
          53,
        );
  const args = ['check', 'scm', '--scm', `https://${HOST}:${web.port}`, '--public-roots', roots];
  return {
    args,
    before: resolvedBy(cell),
    close() {
      for (const one of [web, udp, stream]) one?.close();
    },
  };
}

function resolvedBy({ address, folder }: Cell): string {
  const path = join(folder, 'resolv.conf');
  writeFileSync(path, `nameserver ${address}\noptions timeout:1 attempts:1\n`);
  return `mount --bind '${path}' /etc/resolv.conf`;
}

function answered(query: Buffer): Buffer {
  const { id = 0, questions = [] } = decode(query);
  const [question] = questions;
  const answers = question?.type === 'A' ? [{ type: 'A' as const, name: question.name, ttl: 60, data: '127.0.0.1' }] : [];
  return encode({ type: 'response', id, flags: 0x0180, questions, answers });
}

function framed(message: Buffer): Buffer {
  return Buffer.concat([Buffer.from([message.length >> 8, message.length & 0xff]), message]);
}

/** The resolver answers "repeat over TCP" (RFC 1035 §4.2.1: TC). */
async function truncating(host: string): Promise<FarEnd> {
  const socket = createSocket('udp4');
  socket
    .on('error', () => {})
    .on('message', (query, from) => {
      const { id = 0, questions = [] } = decode(query);
      socket.send(encode({ type: 'response', id, flags: 0x0380, questions }), from.port, from.address);
    });
  await new Promise<void>((resolve) => socket.bind(53, host, resolve));
  return { port: 53, close: () => void socket.close() };
}
