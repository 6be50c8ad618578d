/**
 * Runs before a resolver that is late, or that cannot bear EDNS: passes questions on to the port behind it and answers
 * back, over UDP and TCP. Told on stdin; says `ready` once it listens.
 */
import { createSocket } from 'node:dgram';
import { connect, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { decode } from 'dns-packet';
import { answer } from '../../../src/demo/servers/dns-server.ts';

export interface ResolverFront {
  address: string;
  /** Where the resolver itself listens. */
  behind: number;
  delayMs: number;
  /** Questions over UDP with EDNS in them get no answer. */
  dropsEdns: boolean;
  /** Questions for IPv6 addresses end in SERVFAIL. */
  failsAaaa: boolean;
}

const { address, behind, delayMs, dropsEdns, failsAaaa } = JSON.parse(await text(process.stdin)) as ResolverFront;
/** In the header of a message (RFC 1035, 4.1.1). */
const ADDITIONAL_COUNT_AT = 10;
/** Nobody waits longer than this for a lost answer. */
const FORGOTTEN_MS = 20_000;

const front = createSocket('udp4');
front.on('message', (question, peer) => {
  // EDNS is the one thing that a question has in its additional section.
  if (dropsEdns && question.readUInt16BE(ADDITIONAL_COUNT_AT) > 0) return;
  if (failsAaaa && decode(question).questions?.[0]?.type === 'AAAA') {
    front.send(answer(question, () => 'servfail') ?? '', peer.port, peer.address);
    return;
  }
  const back = createSocket('udp4');
  const forget = setTimeout(() => back.close(), FORGOTTEN_MS);
  back.once('message', (reply) => {
    clearTimeout(forget);
    back.close();
    setTimeout(() => front.send(reply, peer.port, peer.address), delayMs);
  });
  back.send(question, behind, address);
});
const stream = createServer((client) => {
  client.pause();
  client.on('error', () => client.destroy());
  setTimeout(() => {
    const server = connect(behind, address);
    server.on('error', () => client.destroy());
    client.pipe(server).pipe(client);
  }, delayMs);
});
await Promise.all([
  new Promise<void>((ready) => front.bind(53, address, ready)),
  new Promise<void>((ready) => stream.listen(53, address, ready)),
]);
process.stdout.write('ready\n');
