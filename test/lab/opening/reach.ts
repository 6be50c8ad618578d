/**
 * Runs in the customer's namespace: which of the places on stdin answer with a connection, a reply or the far end's refusal. Prints their
 * numbers.
 */
import { createSocket } from 'node:dgram';
import { connect, isIP } from 'node:net';
import { text } from 'node:stream/consumers';
import { createUnknownTunnelMessage } from '../../../src/probes/nebula-packet.ts';

export interface ReachablePlace {
  protocol: 'tcp' | 'udp';
  address: string;
  port: number;
}

/** Everything is one hop away, so a later answer was dropped. */
const PATIENCE_MS = 1500;
/** A whole network is tested in batches, so that none waits for the machine itself. */
const AT_ONCE = 150;

function answers({ protocol, address, port }: ReachablePlace): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => end(false), PATIENCE_MS);
    const { close } = protocol === 'tcp' ? tcp(address, port, end) : udp(address, port, end);
    function end(answered: boolean): void {
      clearTimeout(timer);
      close();
      resolve(answered);
    }
  });
}

/** The far end's own answer; a rejecting firewall sends "prohibited". */
function isRefusal({ code }: NodeJS.ErrnoException): boolean {
  return code === 'ECONNREFUSED';
}

type Open = (address: string, port: number, end: (answered: boolean) => void) => { close(): void };

const tcp: Open = (address, port, end) => {
  const socket = connect(port, address);
  socket.on('connect', () => end(true));
  socket.on('error', (error) => end(isRefusal(error)));
  return { close: () => void socket.destroy() };
};

const udp: Open = (address, port, end) => {
  const socket = createSocket(isIP(address) === 6 ? 'udp6' : 'udp4');
  socket.on('error', (error) => end(isRefusal(error)));
  socket.on('message', () => end(true));
  // Connected, so that the kernel reports ICMP errors; a gateway node answers this message.
  socket.connect(port, address, () => socket.send(createUnknownTunnelMessage(1)));
  return {
    close: () => {
      socket.removeAllListeners('error').on('error', () => undefined);
      socket.close();
    },
  };
};

const places = JSON.parse(await text(process.stdin)) as ReachablePlace[];
const reached: number[] = [];
for (let from = 0; from < places.length; from += AT_ONCE) {
  const wave = places.slice(from, from + AT_ONCE).map(async (place, index) => ((await answers(place)) ? [from + index] : []));
  reached.push(...(await Promise.all(wave)).flat());
}
process.stdout.write(`${JSON.stringify(reached)}\n`);
