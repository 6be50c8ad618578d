/** A forward proxy for CONNECT (RFC 9110 §9.3.6) and for URLs in absolute form (RFC 9112 §3.2.2), with error responses like Squid's. */
import { request as ask, createServer, type IncomingMessage, STATUS_CODES } from 'node:http';
import { isIP, type Socket } from 'node:net';
import { bareHost } from '../../model/target.ts';
import type { ProxyDescription } from '../description.ts';
import { firstMatchingRule, matchesHost } from '../patterns.ts';
import { LOOPBACK, type LoopbackServer, listen } from './loopback.ts';
import { relay } from './middlebox.ts';

/** An error response: its status, its `X-Squid-Error`, and the challenges of a 407. */
export interface Refusal {
  status: number;
  error: string;
  challenges?: readonly string[];
}
/** What the proxy does: tunnels to a loopback port, refuses, or stays silent. */
export type ConnectRuling = { tunnelTo: number } | Refusal | 'silent';

/** `credentials` is the `user:password` of Basic; null without credentials or with another scheme. */
export type RuleConnect = (host: string, port: number, credentials: string | null) => ConnectRuling;

/** `tunnels` decides about CONNECT, `requests` about URLs in absolute form. */
export function startProxy(tunnels: RuleConnect, requests: RuleConnect): Promise<LoopbackServer> {
  const server = createServer((request) => {
    const url = URL.parse(request.url ?? '');
    const ruling =
      url?.protocol === 'http:'
        ? requests(bareHost(url.hostname).toLowerCase(), Number(url.port || 80), basic(request.headers['proxy-authorization']))
        : { status: 400, error: 'ERR_INVALID_URL' };
    if (ruling === 'silent') return;
    if (url !== null && 'tunnelTo' in ruling) forward(request, url, ruling.tunnelTo);
    else if (!('tunnelTo' in ruling)) request.socket.end(refusal(ruling));
  });
  server.on('connect', (request, socket, head) => {
    const target = targetOf(request.url ?? '');
    const ruling =
      target === null
        ? { status: 400, error: 'ERR_INVALID_URL' }
        : tunnels(target.host, target.port, basic(request.headers['proxy-authorization']));
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

/** Forwards a request in origin form, and returns the host's response. If the host closes without a response, the proxy sends an error. */
function forward(request: IncomingMessage, { host, pathname, search }: URL, port: number): void {
  const { method = 'GET', headers, socket } = request;
  const { 'proxy-authorization': _, ...handedOn } = headers;
  const onward = ask({ host: LOOPBACK, port, method, path: pathname + search, headers: { ...handedOn, host, connection: 'close' } });
  onward.on('response', (answer) => {
    const { statusCode = 0, statusMessage, rawHeaders } = answer;
    const lines = rawHeaders.flatMap((name, index) => (index % 2 === 0 ? `${name}: ${rawHeaders[index + 1]}` : []));
    socket.write([`HTTP/1.1 ${statusCode} ${statusMessage}`, ...lines, VIA, '', ''].join('\r\n'));
    answer.pipe(socket);
    answer.on('error', () => socket.destroy());
  });
  onward.on('error', () => socket.end(refusal({ status: 502, error: 'ERR_ZERO_SIZE_OBJECT 0' })));
  socket.on('close', () => onward.destroy());
  request.pipe(onward);
}

const VIA = 'Via: 1.1 proxy.example.internal (squid/5.7)';

function refusal({ status, error, challenges = [] }: Refusal): string {
  const reason = STATUS_CODES[status] ?? 'Unknown';
  const page = `<html><head><title>ERROR: The requested URL could not be retrieved</title></head><body><h1>${reason}</h1></body></html>\n`;
  return [
    `HTTP/1.1 ${status} ${reason}`,
    'Server: squid/5.7',
    VIA,
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

/**
 * Decides about CONNECT or a URL in absolute form in the order of Squid: first the login, then the access rules, then the target. `behind`
 * returns the loopback port of the target, or null if the target does not exist.
 */
export function ruleConnect(proxy: ProxyDescription, behind: (host: string, port: number) => number | null): RuleConnect {
  return (host, port, credentials) => {
    const { login, connect = [] } = proxy;
    const isRight = login === undefined || (login.accepts !== null && credentials === login.accepts);
    if (!isRight && matchesHost(login.for ?? '*', host)) {
      return { status: 407, error: 'ERR_CACHE_ACCESS_DENIED 0', challenges: login.challenges };
    }
    const refused = firstMatchingRule(connect, host, port);
    if (refused?.status === 407) return { status: 407, error: refused.error, challenges: login?.challenges ?? [] };
    if (refused !== undefined) return { status: refused.status, error: refused.error };
    const target = behind(host, port);
    if (target !== null) return { tunnelTo: target };
    return { status: 503, error: isIP(host) === 0 ? 'ERR_DNS_FAIL 0' : 'ERR_CONNECT_FAIL 113' };
  };
}
