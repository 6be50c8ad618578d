/** Listening and closing for all servers, so that no server outlives the simulated internet. */
import type { Socket as DatagramSocket } from 'node:dgram';
import type { Server, Socket } from 'node:net';

export const LOOPBACK = '127.0.0.1';

export interface LoopbackServer {
  port: number;
  /** Closes every connection and frees the port. */
  close(): Promise<void>;
}

/** Registers a server, so that it is closed with the others, and returns its port. */
export type Start = (starting: Promise<LoopbackServer>) => Promise<number>;

export function listen(server: Server): Promise<LoopbackServer> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    // Clients that disconnect early are normal here.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => open.delete(socket));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, LOOPBACK, () => {
      server.off('error', reject);
      resolve({
        port: portOf(server.address()),
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            for (const socket of open) socket.destroy();
          }),
      });
    });
  });
}

export function bindSocket(socket: DatagramSocket): Promise<LoopbackServer> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(0, LOOPBACK, () => {
      socket.off('error', reject);
      // A reply to a port that the client has already closed causes an error, which is ignored.
      socket.on('error', () => undefined);
      resolve({ port: portOf(socket.address()), close: () => new Promise((closed) => socket.close(() => closed())) });
    });
  });
}

function portOf(address: ReturnType<Server['address']>): number {
  if (address === null || typeof address === 'string') throw new Error('A loopback server listens on a port.');
  return address.port;
}
