/** Listens where the programs may connect, and records in order where each connection arrived and, at the proxy, which protocol it used. */
import { createServer, type Server, type Socket } from 'node:net';
import type { ProgramRoute } from '../../../src/knowledge/no-proxy/index.ts';

export const PROXY_PORT = 3128;
const ORIGIN_PORTS = [80, 443, 8080, 8443];

/** What a connection to the proxy requested: a SOCKS request with a name or an address, or anything else, which counts as HTTP. */
export type Heard = 'name' | 'address' | 'http' | null;
export interface Visit {
  route: ProgramRoute;
  /** Null for a connection to a host, or for one that sent nothing. */
  heard: Heard;
}

export interface Recorder {
  /** The connections since the last call. */
  take(): Visit[];
  close(): void;
}

export async function startRecorder(): Promise<Recorder> {
  let seen: Visit[] = [];
  const servers = await Promise.all(
    [PROXY_PORT, ...ORIGIN_PORTS].map((port) =>
      listen(port, (socket) => {
        const visit: Visit = { route: port === PROXY_PORT ? 'proxy' : 'direct', heard: null };
        seen.push(visit);
        socket.on('error', () => {});
        socket.once('data', (data) => {
          if (visit.route === 'proxy' && (data[0] === 4 || data[0] === 5)) answerSocks(socket, data, visit);
          else refuse(socket, visit);
        });
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

/** A final answer keeps programs from retrying. A program that expects TLS fails as well. */
function refuse(socket: Socket, visit: Visit): void {
  if (visit.route === 'proxy') visit.heard = 'http';
  socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
}

/** Accepts every program without a login, records what it requests (RFC 1928 §4; SOCKS 4A: an address of 0.0.0.x), and refuses. */
function answerSocks(socket: Socket, data: Buffer, visit: Visit): void {
  if (data[0] === 4) {
    visit.heard = data.readUIntBE(4, 3) === 0 && data[7] !== 0 ? 'name' : 'address';
    socket.end(Buffer.from([0, 91, 0, 0, 0, 0, 0, 0]));
    return;
  }
  socket.write(Buffer.from([5, 0]));
  socket.once('data', (request) => {
    visit.heard = request[3] === 3 ? 'name' : 'address';
    socket.end(Buffer.from([5, 2, 0, 1, 0, 0, 0, 0, 0, 0]));
  });
}

function listen(port: number, onConnection: (socket: Socket) => void): Promise<Server> {
  const server = createServer(onConnection);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: '::', ipv6Only: false }, () => resolve(server));
  });
}
