/**
 * The tunnel phase through a SOCKS proxy. The package `socks` implements the protocol. Its errors have only a text, so the answers are
 * parsed here as well.
 */
import type { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Failure } from '../../model/failure.ts';
import { hostPort, type SocksProxy } from '../../model/target.ts';
import { classify, fail, isProgrammingError } from '../classify.ts';
import { onAbort, type SettledWork, settle } from '../deadline.ts';
import type { Measurement } from '../measurement.ts';
import { socksLogin } from '../proxy-credentials.ts';
import type { World } from '../world.ts';
import { firstFault } from './first-fault.ts';
import { readSocksReply } from './socks-reply.ts';

/** Enough bytes for the longest answers together, and to recognise another protocol. */
const HEARD_BYTES = 512;

interface SocksTarget {
  host: string;
  port: number;
  /** The address that this machine looked up; null: the proxy looks up the host. */
  address: string | null;
}

/** After success the socket is at the first byte from the target. */
export async function openSocks(
  measurement: Measurement,
  world: World,
  socket: Socket,
  proxy: SocksProxy,
  target: SocksTarget,
  hop: number,
): Promise<Failure | null> {
  // This is a CommonJS package, so it has only a default export once bundled.
  const { SocksClient } = (await import('socks')).default;
  const end = measurement.begin(hop, 'proxy');
  const version = proxy.scheme.startsWith('socks4') ? 4 : 5;
  const login = socksLogin(world.environment, proxy);
  let heard = Buffer.alloc(0);
  const hear = (chunk: Buffer) => {
    if (heard.length < HEARD_BYTES) heard = Buffer.concat([heard, chunk.subarray(0, HEARD_BYTES - heard.length)]);
  };
  const settled = await settle(measurement.stageMs, measurement.signal, async (signal) => {
    const stopListening = onAbort(signal, () => socket.destroy());
    socket.on('data', hear);
    try {
      await SocksClient.createConnection({
        command: 'connect',
        proxy: { host: proxy.host, port: proxy.port, type: version, ...login },
        destination: { host: target.address ?? target.host, port: target.port },
        existing_socket: socket,
        timeout: 2 * measurement.stageMs,
      });
    } finally {
      stopListening();
      socket.off('data', hear);
    }
    // Pauses the socket, because the package lets it flow after this turn, and the first bytes of the target would be lost.
    await nextTurn();
    socket.pause();
  });
  const seen = readSocksReply(version, heard, login === null ? [0] : [0, 2]);
  const where = `${hostPort(target.host, target.port)} through ${hostPort(proxy.host, proxy.port)}`;
  const code = seen.reply === null ? {} : { code: `SOCKS${version}_${seen.reply}` };
  const failure = seen.kind === null ? unanswered(settled, socket, where) : fail(seen.kind, where, code);
  measurement.record({
    name: 'tunnel',
    ...end(failure === null),
    'server.address': target.host,
    'server.port': target.port,
    'http.response.status_code': null,
    authenticate: [],
    products: [],
    credentialsSent: login !== null && (version === 4 || seen.method === 2),
    proxyError: null,
    socks: { version, lookup: target.address === null ? 'proxy' : 'client', method: seen.method, reply: seen.reply },
  });
  return failure;
}

/** The failure if no answer could be parsed; null if the connection opened. */
function unanswered(settled: SettledWork<void>, socket: Socket, where: string): Failure | null {
  if (settled.how === 'done') return null;
  if (settled.how === 'late') return fail('socks.timeout', where);
  const fault = isProgrammingError(settled.error) ? settled.error : firstFault(socket);
  return fault === undefined ? fail('socks.closed', where) : classify('socks', fault, where);
}
