/** A forward proxy that speaks CONNECT (RFC 9110 §9.3.6) and answers as Squid does. */
import { createServer, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type LoopbackServer, listen } from './loopback.ts';
import { relay } from './middlebox.ts';

/** `X-Squid-Error` of an answer, and challenges where it is a 407. */
export interface Refusal {
  status: number;
  error: string;
  challenges?: readonly string[];
}
/** A port on loopback where the target answers, a refusal, or silence. */
export type ConnectRuling = { tunnelTo: number } | Refusal | 'silent';

/** `credentials` is the `user:password` of Basic, null without any or with another scheme. */
export type RuleConnect = (host: string, port: number, credentials: string | null) => ConnectRuling;

export function startProxy(rule: RuleConnect): Promise<LoopbackServer> {
  // URLs without TLS are asked for in absolute form; nothing on this internet is served that way.
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(503, { 'x-squid-error': 'ERR_CONNECT_FAIL 113', server: 'squid/5.7' }).end();
  });
  server.on('connect', (request, socket, head) => {
    const target = targetOf(request.url ?? '');
    const ruling =
      target === null
        ? { status: 400, error: 'ERR_INVALID_URL' }
        : rule(target.host, target.port, basic(request.headers['proxy-authorization']));
    if (ruling === 'silent') return;
    if ('tunnelTo' in ruling) {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      relay(socket as Socket, head, ruling.tunnelTo);
    } else {
      socket.end(refusal(ruling));
    }
  });
  return listen(server);
}

function refusal({ status, error, challenges = [] }: Refusal): string {
  const reason = STATUS_CODES[status] ?? 'Unknown';
  const page = `<html><head><title>ERROR: The requested URL could not be retrieved</title></head><body><h1>${reason}</h1></body></html>\n`;
  return [
    `HTTP/1.1 ${status} ${reason}`,
    'Server: squid/5.7',
    'Via: 1.1 proxy.example.internal (squid/5.7)',
    `X-Squid-Error: ${error}`,
    ...challenges.map((challenge) => `Proxy-Authenticate: ${challenge}`),
    'Content-Type: text/html;charset=utf-8',
    `Content-Length: ${Buffer.byteLength(page)}`,
    'Connection: close',
    '',
    page,
  ].join('\r\n');
}

function targetOf(authority: string): { host: string; port: number } | null {
  const parts = /^(\[[0-9a-f:.]+\]|[^:[\]]+):(\d{1,5})$/i.exec(authority);
  if (parts === null) return null;
  return { host: (parts[1] ?? '').replace(/^\[|\]$/g, '').toLowerCase(), port: Number(parts[2]) };
}

function basic(header: string | undefined): string | null {
  const token = /^Basic +(\S+)$/i.exec(header ?? '')?.[1];
  return token === undefined ? null : Buffer.from(token, 'base64').toString('utf8');
}
