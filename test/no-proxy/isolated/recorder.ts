/** Listens where the programs may go, and remembers in turn where each connection came in. It has nothing to say. */
import { createServer, type Server, type Socket } from 'node:net';
import type { ProgramRoute } from '../../../src/knowledge/no-proxy/index.ts';

export const PROXY_PORT = 3128;
const ORIGIN_PORTS = [80, 443, 8080, 8443];

export interface Recorder {
  /** Connections since the last call. */
  take(): ProgramRoute[];
  close(): void;
}

export async function startRecorder(): Promise<Recorder> {
  let seen: ProgramRoute[] = [];
  const servers = await Promise.all(
    [PROXY_PORT, ...ORIGIN_PORTS].map((port) =>
      listen(port, (socket) => {
        seen.push(port === PROXY_PORT ? 'proxy' : 'direct');
        socket.on('error', () => {});
        // An answer that is final keeps programs from trying again; one that expected TLS fails as well.
        socket.once('data', () => socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'));
      }),
    ),
  );
  return {
    take() {
      const taken = seen;
      seen = [];
      return taken;
    },
    close: () => servers.forEach((server) => void server.close()),
  };
}

function listen(port: number, onConnection: (socket: Socket) => void): Promise<Server> {
  const server = createServer(onConnection);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: '::', ipv6Only: false }, () => resolve(server));
  });
}
