/**
 * Runs beside the company's resolvers: the name servers of broken zones, one port per failure. The resolvers forward queries to them and
 * return their answers. Prints `ready` once they listen.
 */
import { createSocket } from 'node:dgram';
import { answerQuery } from '../../src/demo/servers/dns-server.ts';

/** Loopback ports by their answer. */
export const BROKEN_ZONES = { servfail: 5301, refused: 5302 } as const;
export type BrokenZone = keyof typeof BROKEN_ZONES;

if (import.meta.main) {
  await Promise.all([listen('servfail'), listen('refused')]);
  process.stdout.write('ready\n');
}

function listen(how: BrokenZone): Promise<void> {
  const socket = createSocket('udp4');
  socket.on('message', (datagram, peer) => {
    const reply = answerQuery(datagram, () => how);
    if (reply !== null) socket.send(reply, peer.port, peer.address);
  });
  return new Promise((ready) => socket.bind(BROKEN_ZONES[how], '127.0.0.1', ready));
}
