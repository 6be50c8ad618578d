/**
 * A client that uses only Node's sockets and describes in one line what it saw on a simulated network. It shows a fault independently of
 * the tool's probes, which have their own tests.
 */
import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { PretendEndpoint, PretendNetwork } from '../../model/pretend-network.ts';

/**
 * After this time a missing answer counts as silence. A shorter wait could misjudge a server, because all servers share this busy process.
 */
const SILENT_MS = 2500;

export interface Url {
  host: string;
  port?: number;
  path?: string;
}
export interface Via {
  port: number;
  /** A Proxy-Authorization header, if there is one. */
  authorization?: string;
}

/** How far a GET of this URL gets: `tcp refuse`, `tls ECONNRESET`, `http 200 text/html 123`. */
export async function look(network: PretendNetwork, { host, port = 443, path = '/' }: Url, via?: Via): Promise<string> {
  try {
    const socket = via === undefined ? await connectDirectly(network, host, port) : await connectThrough(via, host, port);
    const secured = await secure(socket, host, network.publicRoots);
    return await get(secured, host, path);
  } catch (error) {
    return wordsOf(error);
  }
}

/** Repeats without verifying the certificate. */
export async function fetchUnverified(network: PretendNetwork, { host, port = 443, path = '/' }: Url): Promise<string> {
  const socket = await connectDirectly(network, host, port);
  const secured = await secure(socket, host, null);
  const { issuer } = secured.getPeerCertificate();
  return `${await get(secured, host, path)} by ${issuer.CN}`;
}

/** A handshake with this name at the address of another host. */
export async function lookUnderName(network: PretendNetwork, host: string, name: string): Promise<string> {
  try {
    const secured = await secure(await connectDirectly(network, host, 443), name, null);
    secured.destroy();
    return 'tls ok';
  } catch (error) {
    return wordsOf(error);
  }
}

/** The protocol that the host selects from HTTP/2 and HTTP/1.1, without verification. */
export async function agreedProtocol(network: PretendNetwork, host: string): Promise<string | false | null> {
  const secured = await secure(await connectDirectly(network, host, 443), host, null, ['h2', 'http/1.1']);
  const { alpnProtocol } = secured;
  secured.destroy();
  return alpnProtocol;
}

/** `answered`, `refuse` or `drop`, followed by the reply if there is one. */
export async function lookUdp(network: PretendNetwork, address: string, port: number, datagram: Uint8Array): Promise<string> {
  const endpoint = network.endpoints.get(`udp/${address}:${port}`) ?? network.otherwise;
  if (endpoint.to !== 'port') return `udp ${endpoint.to}`;
  return `udp ${Buffer.from((await exchange(endpoint.port, datagram, SILENT_MS)) ?? []).toString('hex')}`;
}

/** Sends one datagram to a loopback port, and returns the reply, or null if there is none. */
export function exchange(port: number, datagram: Uint8Array, waitMs: number): Promise<Uint8Array | null> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    const done = (reply: Uint8Array | null): void => {
      clearTimeout(timer);
      socket.close();
      resolve(reply);
    };
    const timer = setTimeout(() => done(null), waitMs);
    socket.on('error', reject);
    socket.on('message', done);
    socket.send(datagram, port, '127.0.0.1');
  });
}

export function resolverOf(network: PretendNetwork): Resolver {
  const resolver = new Resolver({ timeout: SILENT_MS, tries: 1 });
  resolver.setServers([`${network.systemResolver.address}:${network.systemResolver.port}`]);
  return resolver;
}

export async function addressOf(network: PretendNetwork, host: string): Promise<string> {
  const [address = ''] = await resolverOf(network)
    .resolve4(host)
    .catch((error: unknown) => {
      throw new Error(`dns ${codeOf(error)}`);
    });
  return address;
}

async function connectDirectly(network: PretendNetwork, host: string, port: number): Promise<Socket> {
  const address = await addressOf(network, host);
  return open(network.endpoints.get(`tcp/${address}:${port}`) ?? network.otherwise);
}

function open(endpoint: PretendEndpoint): Promise<Socket> {
  if (endpoint.to !== 'port') throw new Error(`tcp ${endpoint.to}`);
  return new Promise((resolve, reject) => {
    const socket = connect(endpoint.port, endpoint.address, () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Sends CONNECT. If the proxy refuses, the error contains the status and the challenges. */
export async function connectThrough(via: Via, host: string, port: number): Promise<Socket> {
  const socket = await open({ to: 'port', address: '127.0.0.1', port: via.port });
  const login = via.authorization === undefined ? '' : `Proxy-Authorization: ${via.authorization}\r\n`;
  socket.write(`CONNECT ${host}:${port} HTTP/1.1\r\nHost: ${host}:${port}\r\n${login}\r\n`);
  const head = await new Promise<string>((resolve) => socket.once('data', (chunk) => resolve(chunk.toString('latin1'))));
  const status = /^HTTP\/1\.1 (\d{3})/.exec(head)?.[1];
  if (status === '200') return socket;
  socket.destroy();
  const offered = [...head.matchAll(/^Proxy-Authenticate: (\w+)/gim)].map((match) => match[1]);
  throw new Error(['tunnel', status, ...offered].join(' '));
}

/** `roots` is null to skip verification. */
export function secure(
  socket: Socket,
  name: string,
  roots: string[] | null,
  protocols: readonly string[] = ['http/1.1'],
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const secured = connectTls({
      socket,
      servername: name,
      ALPNProtocols: [...protocols],
      ...(roots === null ? { rejectUnauthorized: false } : { ca: roots }),
    });
    const timer = setTimeout(() => secured.destroy(new Error('silence')), SILENT_MS);
    secured.once('secureConnect', () => {
      clearTimeout(timer);
      resolve(secured);
    });
    secured.once('error', (error) => {
      clearTimeout(timer);
      socket.destroy();
      reject(new Error(`tls ${codeOf(error)}`));
    });
  });
}

function get(socket: TLSSocket, host: string, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request({ host, path, createConnection: () => socket }, (response) => {
      const { 'content-type': type = '-', 'content-length': announced = '0', location, date = '' } = response.headers;
      let received = 0;
      response.on('data', (chunk: Buffer) => {
        received += chunk.length;
      });
      // A body that ends early causes `close` without `end`.
      response.on('error', () => undefined);
      response.on('close', () => {
        socket.destroy();
        const cut = received < Number(announced) ? ` cut ${received}/${announced}` : '';
        const hours = Math.round((Date.parse(date) - Date.now()) / 3_600_000);
        const dated = hours === 0 ? '' : ` dated ${hours} h ahead`;
        resolve(
          `http ${response.statusCode} ${location === undefined ? type.split(';')[0] : `to ${new URL(location).host}`}${cut}${dated}`,
        );
      });
    });
    // Under TLS 1.3 the server can still end the handshake after the client's request was sent.
    sent.on('error', (error) => reject(codeOf(error).startsWith('ERR_SSL') ? new Error(`tls ${codeOf(error)}`) : error));
    sent.end();
  });
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : wordsOf(error);
}
