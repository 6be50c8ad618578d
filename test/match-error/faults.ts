/**
 * Faults on loopback, each a real server that misbehaves in one way. No name is needed, so no resolver is queried; the proxies open no
 * connection of their own.
 */
import { writeFileSync } from 'node:fs';
import { createServer as createWebServer, type RequestListener } from 'node:http';
import { createServer as createTlsWebServer } from 'node:https';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { issue, rootOf } from '../../src/probes/testing/certificates.ts';

const FAULTS = [
  'port refused',
  'unknown authority, leaf alone',
  'unknown authority, root sent',
  'expired',
  'another name',
  'plain HTTP on a TLS port',
  'reset in the handshake',
  'closed in the handshake',
  'silent handshake',
  'status 503',
  'proxy refuses connections',
  'proxy answers 403',
  'proxy answers 407',
  'proxy answers 502',
  'proxy answers 503',
  'proxy hangs up',
  'no such name',
] as const;
export type FaultName = (typeof FAULTS)[number];

export interface Fault {
  name: FaultName;
  url: string;
  proxy: string | null;
}

export interface Faults {
  all: Fault[];
  /** PEM of the root that the programs trust, so that a wrong date or name is the only fault. */
  trusted: string;
  close(): void;
}

export async function startFaults(folder: string): Promise<Faults> {
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  const listen = async (server: Server): Promise<number> => {
    servers.push(server);
    server.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    });
    await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready));
    return (server.address() as AddressInfo).port;
  };
  const accepting = (then: (socket: Socket) => void) => listen(createServer(then));

  const root = await rootOf('Trusted Root');
  const stranger = await rootOf('Example Corp Inspection CA');
  const day = 86_400_000;
  const expired = await issue({
    name: '127.0.0.1',
    issuer: root,
    notBefore: new Date(Date.now() - 9 * day),
    notAfter: new Date(Date.now() - day),
  });
  const misnamed = await issue({ name: 'parked.example', issuer: root });
  const sound = await issue({ name: '127.0.0.1', dnsNames: ['127.0.0.1', 'localhost'], issuer: root });
  const inspected = await issue({ name: '127.0.0.1', dnsNames: ['127.0.0.1', 'localhost'], issuer: stranger });
  const page: RequestListener = (_, response) =>
    void response.writeHead(503, { 'content-type': 'text/html' }).end('<html>unavailable</html>\n');
  const tls = ({ pem, key }: { pem: string; key: string }, chain = '') => listen(createTlsWebServer({ cert: pem + chain, key }, page));
  const closedPort = async () => {
    const server = createServer();
    await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready));
    const { port } = server.address() as AddressInfo;
    await new Promise((closed) => server.close(closed));
    return port;
  };
  /** Answers CONNECT, and a request in absolute form, with one status. */
  const proxy = async (status: number, words: string, headers = '') =>
    `http://127.0.0.1:${await accepting((socket) => socket.once('data', () => socket.end(`HTTP/1.1 ${status} ${words}\r\n${headers}Content-Length: 0\r\n\r\n`)))}`;
  const at = async (port: number | Promise<number>) => `https://127.0.0.1:${await port}/`;
  const direct = async (name: FaultName, port: number | Promise<number>): Promise<Fault> => ({ name, url: await at(port), proxy: null });
  const through = async (name: FaultName, server: string | Promise<string>): Promise<Fault> => ({
    name,
    url: 'https://app.gitpod.io/',
    proxy: await server,
  });

  const trusted = join(folder, 'trusted.pem');
  writeFileSync(trusted, root.pem);
  const all = await Promise.all([
    direct('port refused', closedPort()),
    direct('unknown authority, leaf alone', tls(inspected)),
    direct('unknown authority, root sent', tls(inspected, stranger.pem)),
    direct('expired', tls(expired)),
    direct('another name', tls(misnamed)),
    direct('plain HTTP on a TLS port', listen(createWebServer(page))),
    direct(
      'reset in the handshake',
      accepting((socket) => socket.once('data', () => socket.resetAndDestroy())),
    ),
    direct(
      'closed in the handshake',
      accepting((socket) => socket.once('data', () => socket.end())),
    ),
    direct(
      'silent handshake',
      accepting((socket) => socket.resume()),
    ),
    direct('status 503', tls(sound)),
    through(
      'proxy refuses connections',
      closedPort().then((port) => `http://127.0.0.1:${port}`),
    ),
    through('proxy answers 403', proxy(403, 'Forbidden')),
    through('proxy answers 407', proxy(407, 'Proxy Authentication Required', 'Proxy-Authenticate: Basic realm="x"\r\n')),
    through('proxy answers 502', proxy(502, 'Bad Gateway')),
    through('proxy answers 503', proxy(503, 'Service Unavailable')),
    through(
      'proxy hangs up',
      accepting((socket) => socket.once('data', () => socket.end())).then((port) => `http://127.0.0.1:${port}`),
    ),
  ]);
  return {
    all,
    trusted,
    close() {
      for (const socket of sockets) socket.destroy();
      for (const server of servers) server.close();
    },
  };
}
