/** One TLS listener for many hosts, chosen by the server name in the ClientHello, with HTTP/2 and HTTP/1.1. */
import { createServer, type IncomingMessage } from 'node:http';
import { createSecureServer, type Http2ServerRequest } from 'node:http2';
import type { Site, WebAnswer } from '../web/answer.ts';
import { type LoopbackServer, listen } from './loopback.ts';
import { type DemoCa, type Leaf, WEAK_KEY_CIPHERS } from './pki.ts';

/** The delay before a connection is closed, so that the bytes written before are sent first. */
const FLUSH_MS = 20;
const NOTHING = new Uint8Array();
/** The maximum size of a request, larger than any API call. */
const MAX_REQUEST_BYTES = 64 * 1024;
/** The name in the certificate for clients that send no server name. */
const DEFAULT_HOST = 'default.demo-hosting.example';

export interface HttpsOptions {
  authority: DemoCa;
  site: Site;
  leafFor?(host: string): Leaf;
  /** The protocols in order of preference; by default HTTP/2 first. */
  protocols?: readonly string[];
  /** Requires a client certificate of the server's own CA, which no client has. */
  mutual?: boolean;
}

export async function startHttpsServer({
  authority,
  site,
  leafFor,
  protocols = ['h2', 'http/1.1'],
  mutual = false,
}: HttpsOptions): Promise<LoopbackServer> {
  const server = createSecureServer(
    {
      ...(await authority.credentialsFor(DEFAULT_HOST)),
      allowHTTP1: true,
      // Allows weak certificates, which OpenSSL refuses by default.
      ciphers: WEAK_KEY_CIPHERS,
      ...(mutual ? { requestCert: true, rejectUnauthorized: true } : {}),
      SNICallback: (host, done) => {
        authority.contextFor(host, leafFor?.(host)).then(
          (context) => done(null, context),
          (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
        );
      },
      ALPNCallback: ({ protocols: offered }) => protocols.find((protocol) => offered.includes(protocol)),
    },
    (request, response) => answer(request, response, site),
  );
  server.on('OCSPRequest', (certificate: Buffer, _issuer: Buffer, done: (error: Error | null, answer: Buffer | null) => void) =>
    done(null, authority.stapleFor(certificate)),
  );
  // A client that needs only the handshake, or does not trust the certificate, simply disconnects.
  server.on('sessionError', () => undefined);
  server.on('tlsClientError', () => undefined);
  return listen(server);
}

/** The same sites over plain HTTP. */
export function startHttpServer(site: Site): Promise<LoopbackServer> {
  return listen(createServer((request, response) => answer(request, response, site)));
}

/** The methods that the response objects of HTTP/1.1 and HTTP/2 have in common. */
interface Response {
  writeHead(status: number, headers: Record<string, string>): unknown;
  write(chunk: Uint8Array, done: () => void): boolean;
  end(chunk: Uint8Array): unknown;
  readonly destroyed: boolean;
}

/** Reads the whole request first, because AWS requests have their action in the body. */
function answer(request: IncomingMessage | Http2ServerRequest, response: Response, site: Site): void {
  const chunks: Buffer[] = [];
  let length = 0;
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= MAX_REQUEST_BYTES) chunks.push(chunk);
  });
  request.on('end', () => reply(request, response, site, Buffer.concat(chunks).toString()));
}

function reply(request: IncomingMessage | Http2ServerRequest, response: Response, site: Site, asked: string): void {
  const method = request.method ?? 'GET';
  const [path = '/'] = (request.url ?? '/').split('?');
  const answered = site({ host: hostOf(request), method, path, headers: headersOf(request), body: asked });
  const { status, headers, body, cutAfter, stallsAfter, bytesPerSecond } = answered;
  const content = Buffer.from(body);
  if (isRefused(request, answered)) return;
  response.writeHead(status, { ...headers, 'content-length': String(content.length) });
  if (method === 'HEAD') response.end(NOTHING);
  else if (stallsAfter !== undefined && stallsAfter < content.length) response.write(content.subarray(0, stallsAfter), () => undefined);
  else if (bytesPerSecond !== undefined) drip(response, content, bytesPerSecond);
  else if (cutAfter === undefined) response.end(content);
  else response.write(content.subarray(0, cutAfter), () => setTimeout(() => hangUp(request), FLUSH_MS));
}

/** True if no response is sent. The connection is then closed, or stays open, as the description says. */
function isRefused(request: IncomingMessage | Http2ServerRequest, { hangsUp, resets, resetsStream, staysSilent }: WebAnswer): boolean {
  const stream = 'stream' in request ? request.stream : null;
  if (resetsStream !== undefined && stream !== null) stream.close(resetsStream);
  else if (hangsUp === true) hangUp(request);
  else if (resets === true) (stream?.session?.socket ?? request.socket).resetAndDestroy();
  else return staysSilent === true;
  return true;
}

/** Sends the body in ten chunks per second, as fast as the client reads. */
function drip(response: Response, content: Buffer, bytesPerSecond: number): void {
  const piece = Math.max(1, Math.floor(bytesPerSecond / 10));
  if (response.destroyed) return;
  if (content.length <= piece) response.end(content);
  else response.write(content.subarray(0, piece), () => setTimeout(() => drip(response, content.subarray(piece), bytesPerSecond), 100));
}

function headersOf({ headers }: IncomingMessage | Http2ServerRequest): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) if (typeof value === 'string') values[name] = value;
  return values;
}

function hostOf(request: IncomingMessage | Http2ServerRequest): string {
  const authority = String(request.headers[':authority'] ?? request.headers.host ?? '');
  return authority.replace(/:\d+$/, '').toLowerCase();
}

/** Closes the whole connection: for HTTP/2 the session, because its `socket` closes only the stream. */
function hangUp(request: IncomingMessage | Http2ServerRequest): void {
  if ('stream' in request) request.stream.session?.destroy();
  else request.socket.destroy();
}
