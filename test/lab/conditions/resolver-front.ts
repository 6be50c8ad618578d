/**
 * Runs in front of a resolver that is slow, fails with EDNS, or whose answers a device overtakes: forwards queries to the port behind it,
 * over UDP and TCP. Configured on stdin; prints `ready` once it listens.
 */
import { createSocket } from 'node:dgram';
import { connect, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { decode } from 'dns-packet';
import { answerQuery } from '../../../src/demo/servers/dns-server.ts';
import type { Admitted } from '../scenario.ts';

export interface ResolverFront {
  address: string;
  /** The port of the resolver itself. */
  behind: number;
  delayMs: number;
  /** Queries over UDP with EDNS get no answer. */
  dropsEdns: boolean;
  /** Queries for IPv6 addresses are answered with SERVFAIL. */
  failsAaaa: boolean;
  /** See `ResolverFault`; over UDP only. */
  admits: Readonly<Record<string, Admitted>>;
  injects: Readonly<Record<string, string>>;
  missingLeadTo: string | null;
}

const told = JSON.parse(await text(process.stdin)) as ResolverFront;
const { address, behind, delayMs, dropsEdns, failsAaaa, admits, injects, missingLeadTo } = told;
/** CD: the client wants no validation (RFC 4035, 3.2.2). */
const CHECKING_DISABLED = 0x0010;
/** In the header of a message (RFC 1035, 4.1.1). */
const ADDITIONAL_COUNT_AT = 10;
/** No client waits longer for a lost answer. */
const FORGOTTEN_MS = 20_000;

const front = createSocket('udp4');
front.on('message', (question, peer) => {
  // EDNS is the only record in the additional section of a query.
  if (dropsEdns && question.readUInt16BE(ADDITIONAL_COUNT_AT) > 0) return;
  const own = ownAnswer(question);
  if (own !== null) front.send(own.reply, peer.port, peer.address);
  if (own?.isAll === true) return;
  if (failsAaaa && decode(question).questions?.[0]?.type === 'AAAA') {
    front.send(answerQuery(question, () => 'servfail') ?? '', peer.port, peer.address);
    return;
  }
  const back = createSocket('udp4');
  const forget = setTimeout(() => back.close(), FORGOTTEN_MS);
  back.once('message', (reply) => {
    clearTimeout(forget);
    back.close();
    const sent = missingLeadTo !== null && isMissing(reply) ? answerQuery(question, () => ({ addresses: [missingLeadTo] })) : reply;
    setTimeout(() => front.send(sent ?? reply, peer.port, peer.address), delayMs);
  });
  back.send(question, behind, address);
});

/** Answers that are sent instead of the resolver's, or before it. */
function ownAnswer(question: Buffer): { reply: Uint8Array; isAll: boolean } | null {
  const { questions = [], flags = 0 } = decode(question);
  const name = questions[0]?.name.toLowerCase() ?? '';
  const admitted = (flags & CHECKING_DISABLED) === 0 ? admits[name] : undefined;
  const injected = injects[name];
  const says = admitted ?? (injected === undefined ? null : { addresses: [injected] });
  const reply = says === null ? null : answerQuery(question, () => says);
  return reply === null ? null : { reply, isAll: admitted !== undefined };
}

/** RFC 1035, 4.1.1. */
const NXDOMAIN = 3;

function isMissing(reply: Buffer): boolean {
  return ((decode(reply).flags ?? 0) & 0xf) === NXDOMAIN;
}

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
