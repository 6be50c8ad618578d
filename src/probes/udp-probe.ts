/**
 * UDP to one gateway address. A Nebula node answers a message for an unknown tunnel with a recv_error that echoes the tunnel's index; a
 * random index makes the echo a proof. 16 bytes each way, no handshake, no amplification. Silence proves nothing, because a node may be
 * configured not to answer.
 */
import { randomInt } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { isIP } from 'node:net';
import type { Failure } from '../model/failure.ts';
import type { UdpObservation } from '../model/observation.ts';
import { scaleToLimits } from '../model/profile.ts';
import { hostPort } from '../model/target.ts';
import { classify, fail } from './classify.ts';
import { endpointOf } from './connection/dial.ts';
import { onAbort, settle } from './deadline.ts';
import type { Measurement } from './measurement.ts';
import { createUnknownTunnelMessage, isUnknownTunnelReply } from './nebula-packet.ts';
import type { World } from './world.ts';

const DATAGRAMS = 3;
const SPACING_MS = 250;
/** The timeout since the first datagram. An answer from another continent takes a tenth of it. */
const MAX_MS = 2000;

interface Heard {
  sent: number;
  answered: boolean;
  stray: boolean;
  failure: Failure | null;
}

export async function probeUdp(measurement: Measurement, blank: UdpObservation, world: World): Promise<UdpObservation> {
  const { target } = blank;
  if (target.kind !== 'udp') throw new TypeError(`no UDP address in a target of kind ${target.kind}`);
  const where = hostPort(target.address, target.port);
  const end = measurement.begin(0, 'target');
  const heard: Heard = { sent: 0, answered: false, stray: false, failure: null };
  const settled = await settle(
    Math.min(measurement.stageMs, scaleToLimits(MAX_MS, measurement.context.limits)),
    measurement.signal,
    (signal) => exchange(measurement, world, target.address, target.port, heard, signal),
  );
  if (settled.how === 'failed') heard.failure ??= classify('udp', settled.error, where);
  const failure = heard.answered ? null : (heard.failure ?? fail(heard.stray ? 'udp.unexpected-reply' : 'udp.silent', where));
  return {
    ...blank,
    failure,
    phases: [
      {
        name: 'udp',
        ...end(failure === null),
        'network.peer.address': target.address,
        'network.peer.port': target.port,
        datagramsSent: heard.sent,
        answered: heard.answered,
      },
    ],
  };
}

/** Ends with an answer, with an error, or by the signal. `heard` has the result so far. */
function exchange(measurement: Measurement, world: World, address: string, port: number, heard: Heard, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const socket = createSocket(isIP(address) === 6 ? 'udp6' : 'udp4');
    const indices = new Set<number>();
    const where = hostPort(address, port);
    let timer: NodeJS.Timeout | undefined;
    const done = () => {
      clearTimeout(timer);
      close(socket);
      resolve();
    };
    onAbort(signal, done);
    measurement.own({ destroy: done });
    const failed = (error: Error) => {
      heard.failure ??= classify('udp', error, where);
      done();
    };
    const sendNext = () => {
      const index = randomInt(1, 0xffffffff);
      indices.add(index);
      heard.sent += 1;
      if (heard.sent < DATAGRAMS) timer = setTimeout(sendNext, SPACING_MS);
      socket.send(createUnknownTunnelMessage(index), (error) => {
        if (error !== null) failed(error);
      });
    };
    socket.on('error', failed);
    socket.on('message', (datagram) => {
      heard.answered = isUnknownTunnelReply(datagram, indices);
      heard.stray ||= !heard.answered;
      if (heard.answered) done();
    });
    socket.on('connect', sendNext);
    const endpoint = endpointOf(world, 'udp', address, port);
    if (endpoint === null) {
      // The pretend network drops all datagrams, but they count as sent.
      heard.sent = DATAGRAMS;
      return;
    }
    // Only a connected socket receives ICMP errors, and it receives only from its own peer.
    socket.connect(endpoint.port, endpoint.address);
  });
}

function close(socket: Socket): void {
  try {
    socket.close();
  } catch {
    // The socket is already closed, because an answer and the deadline may coincide.
  }
}
