/** Opens one TCP connection to one address. Only this file and `udp.ts` map the addresses of a pretend network. */
import { connect, type Socket } from 'node:net';
import type { PretendEndpoint } from '../../model/pretend-network.ts';
import { hostPort } from '../../model/target.ts';
import { onAbort } from '../deadline.ts';
import type { World } from '../world.ts';
import { keepFirstFault } from './first-fault.ts';

/** The real destination of packets; null if they are dropped. */
export type Endpoint = { address: string; port: number } | null;

/** tcpmux (obsolete by RFC 7805): nothing listens there, so a real socket refuses the connection. */
const CLOSED_PORT = { address: '127.0.0.1', port: 1 };

export function endpointOf(world: World, protocol: 'tcp' | 'udp', address: string, port: number): Endpoint {
  if (world.pretend === null) return { address, port };
  const endpoint: PretendEndpoint = world.pretend.endpoints.get(`${protocol}/${hostPort(address, port)}`) ?? world.pretend.otherwise;
  switch (endpoint.to) {
    case 'port':
      return { address: endpoint.address, port: endpoint.port };
    case 'refuse':
      return CLOSED_PORT;
    case 'drop':
      return null;
  }
}

/** Resolves with an open socket, or rejects with the native error or on the signal. Does no lookups. */
export function dial(world: World, address: string, port: number, signal: AbortSignal): Promise<Socket> {
  const endpoint = endpointOf(world, 'tcp', address, port);
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error('the caller has given up'));
    if (endpoint === null) {
      onAbort(signal, gone);
      return;
    }
    const socket = connect({ host: endpoint.address, port: endpoint.port, noDelay: true });
    keepFirstFault(socket);
    const stopListening = onAbort(signal, () => {
      socket.destroy();
      gone();
    });
    // This listener stays for the socket's whole life. A late error is reported by the phase that reads or writes.
    socket.on('error', (error) => {
      stopListening();
      reject(error);
    });
    socket.once('connect', () => {
      stopListening();
      resolve(socket);
    });
  });
}
