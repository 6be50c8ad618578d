/** Servers on loopback that behave correctly up to a point: raw TCP, TLS, and protocols over them. */
import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket, type TlsOptions } from 'node:tls';
import { issue, rootOf } from '../../src/probes/testing/certificates.ts';
import type { Line } from './misbehaviours.ts';

export const ADDRESS = '127.0.0.1';

export const root = await rootOf('Fault Matrix Root');
const leaf = await issue({ name: ADDRESS, issuer: root });
const named = await issue({ name: 'matrix.example.test', issuer: root });

export interface FarEnd {
  port: number;
  close(): void;
}

/** Each connection when it is accepted. A stream that the client has ended can still be written to. */
export function tcp(act: (line: Line) => void, host = ADDRESS, port = 0): Promise<FarEnd> {
  return listening(
    createServer({ allowHalfOpen: true }, (socket) => act({ stream: socket, reset: () => socket.resetAndDestroy() })),
    host,
    port,
  );
}

/** Each connection when its handshake is complete. */
export function tls(options: TlsOptions, act: (line: Line) => void, isNamed = false): Promise<FarEnd> {
  const { key, pem: cert } = isNamed ? named : leaf;
  const below = new Map<number | undefined, Socket>();
  const server = createTlsServer({ key, cert, allowHalfOpen: true, ...options }, (socket: TLSSocket) => {
    act({ stream: socket, reset: () => below.get(socket.remotePort)?.resetAndDestroy() });
  });
  server.on('connection', (socket: Socket) => below.set(socket.remotePort, socket));
  return listening(server);
}

/** Relays to a real server, whose answer is truncated after this number of bytes. */
export async function cutAfter(bytes: number, far: FarEnd): Promise<FarEnd> {
  const near = await tcp(({ stream }) => {
    const behind = dial(far.port, ADDRESS);
    let left = bytes;
    stream.on('error', () => behind.destroy()).on('close', () => behind.destroy());
    behind.on('error', () => stream.destroy());
    stream.pipe(behind);
    behind.on('data', (piece: Buffer) => {
      stream.write(piece.subarray(0, left));
      left -= piece.length;
      if (left <= 0) stream.end(() => stream.destroy());
    });
  });
  return {
    port: near.port,
    close: () => {
      near.close();
      far.close();
    },
  };
}

/** Calls `act` once the client has sent all of `until`. */
export function afterHearing(until: string, act: (line: Line) => void): (line: Line) => void {
  return (line) => {
    let heard = '';
    const listen = (piece: Buffer) => {
      heard += piece.toString('latin1');
      if (!heard.includes(until)) return;
      line.stream.off('data', listen);
      act(line);
    };
    line.stream.on('error', () => {}).on('data', listen);
  };
}

async function listening(server: Server, host = ADDRESS, port = 0): Promise<FarEnd> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => {}).on('close', () => open.delete(socket));
  });
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}
