/** If these fail, a proxy's fault is attributed to the host, and the ticket goes to the wrong team. */
import { connect, createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { WebObservation } from '../../model/observation.ts';
import type { PhaseOf } from '../../model/phase.ts';
import type { ForwardProxy } from '../../model/target.ts';
import { type Issued, issue, rootOf } from '../testing/certificates.ts';
import { fetchIn, type Listening, listening, type Pretend, portOf, pretend } from '../testing/pretend.ts';
import { offeredSchemes, readProxyAnswer } from './proxy-answer.ts';
import { headEndOffset, mayBeHttp, parseHead } from './response-head.ts';

const PROXY: ForwardProxy = { scheme: 'http', host: 'proxy.example.test', port: 3128 };
const SECRET = 'hunter2-s3cret';
const open: { close(): Promise<void> }[] = [];
let root: Issued;
let leaf: Issued;
let proxyLeaf: Issued;

beforeAll(async () => {
  root = await rootOf('Test Public Root');
  leaf = await issue({ name: 'app.example.test', issuer: root });
  proxyLeaf = await issue({ name: PROXY.host, issuer: root });
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((resource) => resource.close()));
});

/** A proxy that reads a complete request header and then does what the test configures. */
async function proxied(
  behave: (socket: Socket, head: string) => void,
  options: { environment?: Record<string, string>; tls?: boolean } = {},
): Promise<Pretend> {
  const onConnection = (socket: Socket) => {
    let head = '';
    const onData = (chunk: Buffer) => {
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      socket.off('data', onData);
      behave(socket, head);
    };
    socket.on('data', onData).on('error', () => {});
  };
  const server =
    options.tls === true ? createTlsServer({ key: proxyLeaf.key, cert: proxyLeaf.pem }, onConnection) : createServer(onConnection);
  const running: Listening = await listening(server);
  const net = await pretend({ publicRoots: [root.pem], environment: options.environment ?? {} });
  net.map(PROXY.port, running.server);
  open.push(running, net);
  return net;
}

const through = (net: Pretend, proxy: ForwardProxy = PROXY) =>
  fetchIn(net.world, 'https://app.example.test/', { route: { via: 'proxy', proxy } });

function tunnelOf(observation: WebObservation): PhaseOf<'tunnel'> {
  const found = observation.phases.find((phase): phase is PhaseOf<'tunnel'> => phase.name === 'tunnel');
  if (found === undefined) throw new Error('no tunnel phase');
  return found;
}

/** Joins the proxied connection to a real TLS server behind it. */
async function origin(): Promise<Listening> {
  const server = createTlsServer({ key: leaf.key, cert: leaf.pem }, (socket) => {
    socket.on('error', () => {}).once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'));
  });
  const running = await listening(server);
  open.push(running);
  return running;
}

function join(socket: Socket, server: Listening): void {
  const onward = connect(portOf(server.server as never), '127.0.0.1');
  onward.on('error', () => socket.destroy());
  socket.pipe(onward).pipe(socket);
}

describe('a CONNECT request', () => {
  const refusals: [string, string | null, 'end' | 'reset' | 'keep', string][] = [
    ['403', 'HTTP/1.1 403 Forbidden\r\nX-Squid-Error: ERR_ACCESS_DENIED 0\r\nContent-Length: 0\r\n\r\n', 'keep', 'tunnel.4xx'],
    ['407', 'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Negotiate, NTLM\r\n\r\n', 'keep', 'tunnel.407'],
    ['502', 'HTTP/1.0 502 Bad Gateway\r\n\r\n<html>', 'end', 'tunnel.5xx'],
    ['302', 'HTTP/1.1 302 Found\r\nLocation: http://login.example.test/\r\n\r\n', 'end', 'tunnel.unexpected-status'],
    ['204', 'HTTP/1.1 204 No Content\r\n\r\n', 'end', 'tunnel.unexpected-status'],
    ['a closed connection', null, 'end', 'tunnel.closed'],
    ['a reset', null, 'reset', 'tunnel.reset'],
    ['no answer', null, 'keep', 'tunnel.timeout'],
    ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n', 'keep', 'tunnel.not-http'],
    ['an incomplete header', 'HTTP/1.1 200 OK\r\n', 'keep', 'tunnel.timeout'],
    ['an endless header', `HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(4000)}`, 'keep', 'tunnel.not-http'],
  ];
  it.each(refusals)('is classified by its response: %s', async (_name, answer, then, kind) => {
    const net = await proxied((socket) => {
      if (answer !== null) socket.write(answer);
      if (then === 'end') socket.end();
      if (then === 'reset') socket.resetAndDestroy();
    });
    const seen = await through(net);
    expect(seen.failure?.kind).toBe(kind);
    expect(seen.phases.map(({ name, peer, ok }) => `${name} ${peer} ${ok}`)).toEqual([
      'dns proxy true',
      'tcp proxy true',
      'tunnel proxy false',
    ]);
  });

  it('reports the offered authentication schemes and the proxy product', async () => {
    const net = await proxied((socket) => {
      socket.end(
        'HTTP/1.1 407 X\r\nServer: squid/5.7\r\nProxy-Authenticate: NTLM\r\nProxy-Authenticate: Basic realm="Corp, Digest x"\r\nX-Squid-Error: ERR_CACHE_ACCESS_DENIED 0\r\n\r\n',
      );
    });
    expect(tunnelOf(await through(net))).toMatchObject({
      'http.response.status_code': 407,
      authenticate: ['Basic', 'NTLM'],
      products: ['squid/5.7'],
      credentialsSent: false,
      proxyError: 'ERR_CACHE_ACCESS_DENIED',
    });
  });

  it('contains the credentials from the first attempt, and no observation contains them', async () => {
    let heard = '';
    const environment = { HTTPS_PROXY: `http://al%40ice:${encodeURIComponent(SECRET)}@proxy.example.test:3128` };
    const net = await proxied(
      (socket, head) => {
        heard = head;
        socket.end('HTTP/1.1 407 No\r\n\r\n');
      },
      { environment },
    );
    const seen = await through(net);
    expect(heard).toContain(`Proxy-Authorization: Basic ${Buffer.from(`al@ice:${SECRET}`).toString('base64')}`);
    expect(heard).toMatch(/^CONNECT app\.example\.test:443 HTTP\/1\.1\r\nHost: app\.example\.test:443\r\nUser-Agent: gitpod-doctor\//);
    expect(tunnelOf(seen).credentialsSent).toBe(true);
    expect(JSON.stringify(seen)).not.toMatch(new RegExp(`${SECRET}|${Buffer.from(`al@ice:${SECRET}`).toString('base64')}`));
  });

  it('contains no credentials when the measurement is made without a login', async () => {
    let heard = '';
    const environment = { HTTPS_PROXY: `http://anna:${SECRET}@${PROXY.host}:${PROXY.port}` };
    const net = await proxied(
      (socket, head) => {
        heard = head;
        socket.end('HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n');
      },
      { environment },
    );
    const seen = await fetchIn(net.world, 'https://app.example.test/', { route: { via: 'proxy', proxy: PROXY }, withoutLogin: true });
    expect(heard).not.toContain('Proxy-Authorization');
    expect(tunnelOf(seen)).toMatchObject({ credentialsSent: false, 'http.response.status_code': 407 });
  });

  it('opens a tunnel through an HTTP proxy and through an HTTPS proxy', async () => {
    const behind = await origin();
    for (const tls of [false, true]) {
      const net = await proxied(
        (socket) => {
          socket.write('HTTP/1.1 200 Connection established\r\nVia: 1.1 zscaler\r\n\r\n');
          join(socket, behind);
        },
        { tls },
      );
      const seen = await through(net, { ...PROXY, scheme: tls ? 'https' : 'http' });
      expect(seen.failure).toBeNull();
      expect(seen.phases.map(({ name, peer }) => `${name}:${peer}`).join(' ')).toBe(
        `dns:proxy tcp:proxy ${tls ? 'tls:proxy ' : ''}tunnel:proxy tls:target http:target`,
      );
    }
  });

  it('is followed by a TLS failure when a page arrives through the open tunnel', async () => {
    const net = await proxied((socket) => socket.write('HTTP/1.1 200 OK\r\n\r\n<html>blocked by policy</html>'));
    expect((await through(net)).failure?.kind).toBe('tls.not-tls');
  });

  it('fails at the proxy when the certificate of an https proxy is untrusted', async () => {
    const net = await proxied(() => {}, { tls: true });
    const seen = await through({ ...net, world: { ...net.world, publicRoots: [] } }, { ...PROXY, scheme: 'https' });
    expect(seen.failure?.kind).toBe('tls.unknown-issuer');
    expect(seen.phases.at(-1)).toMatchObject({ name: 'tls', peer: 'proxy' });
  });
});

describe('a plain HTTP request through a proxy', () => {
  const plain = (net: Pretend) => fetchIn(net.world, 'http://169.254.169.254/latest/', { route: { via: 'proxy', proxy: PROXY } });

  it('contains the full URL', async () => {
    let heard = '';
    const net = await proxied((socket, head) => {
      heard = head;
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
    });
    expect((await plain(net)).failure).toBeNull();
    expect(heard).toMatch(/^GET http:\/\/169\.254\.169\.254\/latest\/ HTTP\/1\.1\r\nhost: 169\.254\.169\.254\r\n/i);
  });

  it('is reported with the authentication schemes that the proxy offers', async () => {
    const net = await proxied((socket) =>
      socket.end('HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n'),
    );
    const seen = await plain(net);
    expect(seen.failure?.kind).toBe('tunnel.407');
    expect(tunnelOf(seen).authenticate).toEqual(['Basic']);
  });

  it.each([
    ['403 Forbidden', 'X-Squid-Error: ERR_ACCESS_DENIED 0', 'tunnel.4xx', 'ERR_ACCESS_DENIED'],
    ['503 Service Unavailable', 'X-Squid-Error: ERR_DNS_FAIL 0', 'tunnel.5xx', 'ERR_DNS_FAIL'],
    ['502 Bad Gateway', 'Proxy-Status: proxy.corp.example; error=connection_refused', 'tunnel.5xx', null],
  ])('fails at the proxy when the response is %s with %s', async (status, header, kind, error) => {
    const net = await proxied((socket) => socket.end(`HTTP/1.1 ${status}\r\n${header}\r\nContent-Length: 0\r\n\r\n`));
    const seen = await plain(net);
    expect(seen.failure?.kind).toBe(kind);
    expect(tunnelOf(seen)).toMatchObject({ peer: 'proxy', proxyError: error });
  });

  it.each([
    ['403 Forbidden', 'Via: 1.1 proxy.corp.example (squid/5.7)'],
    ['502 Bad Gateway', 'Proxy-Status: proxy.corp.example; received-status=502'],
  ])('reaches the server when the response is %s with %s', async (status, header) => {
    const net = await proxied((socket) => socket.end(`HTTP/1.1 ${status}\r\n${header}\r\nContent-Length: 0\r\n\r\n`));
    const seen = await plain(net);
    expect(seen.failure).toBeNull();
    expect(seen.phases.at(-1)).toMatchObject({ name: 'http', answer: { 'http.response.status_code': Number(status.slice(0, 3)) } });
  });
});

describe('the bytes a proxy sends', () => {
  it('are read without throwing, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const buffer = Buffer.from(bytes);
        mayBeHttp(buffer);
        headEndOffset(buffer);
        const head = parseHead(Buffer.concat([Buffer.from('HTTP/1.1 407 x\r\n'), buffer]));
        if (head !== null) readProxyAnswer(head, buffer.toString('latin1'));
      }),
    );
  });

  it('are never copied into the facts unless they are a known name', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Za-z0-9_-]{12,40}$/),
        fc.constantFrom('server', 'via', 'proxy-agent', 'x-squid-error', 'proxy-authenticate'),
        (secret, name) => {
          const facts = readProxyAnswer(
            { status: 407, reason: secret, headers: new Map([[name, [`${secret} "${secret}"`, `Basic realm="${secret}"`]]]) },
            secret,
          );
          expect(JSON.stringify(facts)).not.toContain(secret);
        },
      ),
    );
  });

  it.each([
    ['Access Denied (authentication_failed_password_expired)', '', 'authentication_failed_password_expired'],
    ['Access Denied', '<p>Access Denied (authorization_failed)</p>', 'authorization_failed'],
    ['Access Denied (policy_denied)', '<p>(authentication_of_another_kind)</p>', null],
  ])('give the login error of a ProxySG, from the reason phrase or from the page: %s %s', (reason, page, error) => {
    const head = parseHead(Buffer.from(`HTTP/1.1 407 ${reason}\r\n\r\n`));
    expect(head === null ? null : readProxyAnswer(head, page).proxyError).toBe(error);
  });

  it.each([
    [['Basic realm="a, NTLM b"'], ['Basic']],
    [
      ['negotiate', 'ntlm'],
      ['Negotiate', 'NTLM'],
    ],
    [['Digest qop="auth", nonce=x, Basic realm=y'], ['Basic', 'Digest']],
    [['Sneaky token'], []],
  ])('give the authentication schemes of the header %j: %j', (values, schemes) => {
    expect(offeredSchemes(values)).toEqual(schemes);
  });
});
