/** Each answer of the proxy is the evidence for another finding. */
import { connect, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { ProxyDescription } from '../description.ts';
import { LOOPBACK, type LoopbackServer, listen } from './loopback.ts';
import { type RuleConnect, ruleConnect, startProxy } from './proxy-server.ts';

const PROXY: ProxyDescription = { host: 'proxy.example.internal', address: '10.20.0.8', port: 3128 };
const LOGIN = { challenges: ['Negotiate', 'Basic realm="x"'], accepts: 'user:pa:ss' };

const running: LoopbackServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

/** A server that sends first, and then echoes what it gets. */
async function farEnd(): Promise<number> {
  const server = await listen(
    createServer((socket) => {
      socket.write('hello ');
      socket.pipe(socket);
    }),
  );
  running.push(server);
  return server.port;
}

async function ask(rule: RuleConnect, request: string, waitMs = 150): Promise<string> {
  const proxy = await startProxy(rule, rule);
  running.push(proxy);
  return new Promise((resolve) => {
    let received = '';
    const socket = connect(proxy.port, LOOPBACK, () => socket.write(request));
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
    });
    const timer = setTimeout(() => socket.destroy(), waitMs);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(received);
    });
  });
}

const basic = (login: string): string => `Proxy-Authorization: Basic ${btoa(login)}\r\n`;
const connectTo = (target: string, headers = ''): string => `CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${headers}\r\n`;

describe('the proxy', () => {
  it('forwards bytes in both directions, including bytes sent together with the CONNECT request', async () => {
    const port = await farEnd();
    const seen = await ask(() => ({ tunnelTo: port }), `${connectTo('a.example:443')}early`);
    expect(seen).toBe('HTTP/1.1 200 Connection established\r\n\r\nhello early');
  });

  it.each([
    ['demands a login', { login: LOGIN }, '', 'a.example:443', 407],
    ['rejects a wrong login', { login: LOGIN }, basic('user:wrong'), 'a.example:443', 407],
    ['accepts the right login', { login: LOGIN }, basic('user:pa:ss'), 'a.example:443', 200],
    ['needs no login for another host', { login: { ...LOGIN, for: '*.b.example' } }, '', 'a.example:443', 200],
    ['needs a login for one host', { login: { ...LOGIN, for: '*.b.example' } }, '', 'a.b.example:443', 407],
    [
      'asks an account again that may not use a host',
      { login: LOGIN, connect: [{ to: 'a.example', status: 407, error: 'ERR_CACHE_ACCESS_DENIED 0' }] },
      basic('user:pa:ss'),
      'a.example:443',
      407,
    ],
    ['refuses a port', { connect: [{ to: '*', port: 8443, status: 403, error: 'ERR_ACCESS_DENIED 0' }] }, '', 'a.example:8443', 403],
    ['allows the other port', { connect: [{ to: '*', port: 8443, status: 403, error: 'ERR_ACCESS_DENIED 0' }] }, '', 'a.example:443', 200],
    ['refuses a host', { connect: [{ to: '*.b.example', status: 403, error: 'ERR_ACCESS_DENIED 0' }] }, '', 'a.b.example:443', 403],
    ['does not know a host', {}, '', 'missing.example:443', 503],
    ['does not accept a path as a target', {}, '', '/', 400],
  ])('answers CONNECT as its scenario says: it %s', async (_, more: Partial<ProxyDescription>, headers, target, status) => {
    const port = await farEnd();
    const rule = ruleConnect({ ...PROXY, ...more }, (host) => (host === 'missing.example' ? null : port));
    const seen = await ask(rule, connectTo(target, headers));
    expect(Number(seen.slice(9, 12))).toBe(status);
    expect([...seen.matchAll(/^Proxy-Authenticate: (.+)\r$/gm)].map(([, challenge]) => challenge)).toEqual(
      status === 407 ? LOGIN.challenges : [],
    );
  });

  it('ends a tunnel when its server closes the connection', async () => {
    const server = await listen(createServer((socket) => socket.resetAndDestroy()));
    running.push(server);
    const started = performance.now();
    expect(await ask(() => ({ tunnelTo: server.port }), connectTo('a.example:443'), 5000)).toContain('200');
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('forwards a plain HTTP request in origin form without the proxy credentials, and returns the response', async () => {
    const heard: string[] = [];
    const server = await listen(
      createServer((socket) => {
        socket.once('data', (request) => {
          heard.push(request.toString('latin1'));
          socket.end('HTTP/1.1 403 Forbidden\r\nX-Of: host\r\nContent-Length: 2\r\n\r\nno');
        });
      }),
    );
    running.push(server);
    const url = 'http://git.example:8080/team?x=1';
    const seen = await ask(() => ({ tunnelTo: server.port }), `GET ${url} HTTP/1.1\r\nHost: git.example:8080\r\n${basic('a:b')}\r\n`);
    expect(seen).toMatch(/^HTTP\/1\.1 403 Forbidden\r\nX-Of: host\r\n[\s\S]*Via: [\s\S]*\r\n\r\nno$/);
    expect(heard[0]).toMatch(/^GET \/team\?x=1 HTTP\/1\.1\r\n/);
    expect(heard[0]).not.toContain('Authorization');
  });

  it('answers with an error page of its own for a silent host or an unknown name', async () => {
    const server = await listen(createServer((socket) => socket.once('data', () => socket.destroy())));
    running.push(server);
    const request = 'GET http://git.example/ HTTP/1.1\r\nHost: git.example\r\n\r\n';
    expect(await ask(() => ({ tunnelTo: server.port }), request)).toMatch(/ 502 [\s\S]*X-Squid-Error: ERR_ZERO_SIZE_OBJECT/);
    expect(
      await ask(
        ruleConnect(PROXY, () => null),
        request,
      ),
    ).toMatch(/ 503 [\s\S]*X-Squid-Error: ERR_DNS_FAIL/);
  });

  it('leaves CONNECT unanswered if the scenario says so', async () => {
    expect(await ask(() => 'silent', connectTo('a.example:443'))).toBe('');
  });
});
