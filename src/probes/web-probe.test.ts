/** If these fail, people are told the wrong layer: each fault is made for real on loopback and must be named as what it is. */
import { createServer as createHttpServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Observation, type WebObservation } from '../model/observation.ts';
import type { PhaseName, PhaseOf } from '../model/phase.ts';
import { type Issued, issue, rootOf } from './testing/certificates.ts';
import {
  aRequest,
  FAR,
  fetchIn,
  type Listening,
  listen,
  listening,
  measure,
  type Pretend,
  pretend,
  TEST_LIMITS,
} from './testing/pretend.ts';
import { systemWorld } from './world.ts';

const HOST = 'app.example.test';
const URL_OF = `https://${HOST}/`;

let root: Issued;
let leaf: Issued;
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  root = await rootOf('Test Public Root');
  leaf = await issue({ name: HOST, issuer: root });
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((resource) => resource.close()));
});

async function network(environment: Record<string, string> = {}): Promise<Pretend> {
  const net = await pretend({ publicRoots: [root.pem], environment });
  open.push(net);
  return net;
}

async function serve(start: Promise<Listening>): Promise<Listening> {
  const listening = await start;
  open.push(listening);
  return listening;
}

function phase<N extends PhaseName>(observation: WebObservation, name: N): PhaseOf<N> {
  const found = observation.phases.findLast((candidate): candidate is PhaseOf<N> => candidate.name === name);
  if (found === undefined) throw new Error(`no ${name} phase in ${observation.phases.map((one) => one.name).join(' ')}`);
  return found;
}

const names = (observation: WebObservation) => observation.phases.map((one) => `${one.name}${one.ok ? '' : '!'}`).join(' ');

const httpsServer = (certificate: Issued, handler: Parameters<typeof createHttpServer>[1], chain: Issued[] = []) =>
  listening(
    createSecureServer(
      { key: certificate.key, cert: [certificate, ...chain].map(({ pem }) => pem).join(''), allowHTTP1: true },
      handler as never,
    ) as never,
  );

describe('a host that works', () => {
  it('is reached over h2 and described by facts', async () => {
    const net = await network();
    net.map(
      443,
      (
        await serve(
          httpsServer(leaf, (_request, response) => {
            response.setHeader('content-type', 'application/json; charset=utf-8');
            response.setHeader('server', 'nginx/1.25.3');
            response.end('["0123456789012345678901234567890123456789"]');
          }),
        )
      ).server,
    );
    const seen = await fetchIn(net.world, URL_OF, {
      proof: {
        status: 'success-or-redirect',
        contentType: null,
        headers: [],
        extract: 'vscode-commit',
        followRedirects: false,
        calibrated: null,
      },
    });
    expect(names(seen)).toBe('dns tcp tls http');
    expect(seen).toMatchObject({ state: 'completed', failure: null });
    expect(phase(seen, 'tls')).toMatchObject({
      'tls.protocol.version': '1.3',
      'tls.next_protocol': 'h2',
      trust: { public: 'trusted', system: 'trusted', extra: 'unknown' },
      nameMatches: true,
      validNow: true,
    });
    expect(phase(seen, 'http').answer).toMatchObject({
      'http.response.status_code': 200,
      contentType: 'application/json',
      products: ['nginx/1.25.3'],
      pageClass: 'none',
      extracted: { kind: 'vscode-commit', value: '0123456789012345678901234567890123456789' },
    });
    expect(Observation.parse(seen)).toEqual(seen);
  });
});

it('a HEAD answer announces bytes that do not come, over h2 and h1 alike', async () => {
  const net = await network();
  const handler: Parameters<typeof createHttpServer>[1] = (_request, response) => {
    response.writeHead(200, { 'content-length': 4_000_000 }).end();
  };
  net.map(443, (await serve(httpsServer(leaf, handler))).server);
  net.map(80, (await serve(listening(createHttpServer(handler)))).server);
  for (const url of [URL_OF, `http://${HOST}/`]) {
    const seen = await fetchIn(net.world, url, { method: 'HEAD' });
    expect(seen.failure).toBeNull();
    expect(phase(seen, 'http').answer).toMatchObject({ announcedBytes: 4_000_000, receivedBytes: 0, cutByLimit: false });
  }
});

it('the real machine is measured by the same code: its own trust store, no name in the hello for an address', async () => {
  const own = await issue({ name: '127.0.0.1', issuer: root });
  const server = await serve(httpsServer(own, (_request, response) => response.end('ok')));
  const world = systemWorld({ environment: process.env, version: '0.0.0-test', publicRoots: [root.pem] });
  const seen = await fetchIn(world, `https://127.0.0.1:${server.port}/`);
  expect(seen.failure).toBeNull();
  expect(seen.phases[0]).toMatchObject({ name: 'dns', addresses: [{ via: 'literal' }] });
  expect(phase(seen, 'tls')).toMatchObject({ serverName: null, nameMatches: true, trust: { public: 'trusted', system: 'untrusted' } });
});

describe('connecting', () => {
  it('tells a closed port from silence', async () => {
    const net = await network();
    net.map(443, { to: 'refuse' });
    const refused = await fetchIn(net.world, URL_OF);
    expect(names(refused)).toBe('dns tcp!');
    expect(refused.failure).toMatchObject({
      kind: 'tcp.refused',
      code: 'ECONNREFUSED',
      text: `${FAR}:443: connection refused (ECONNREFUSED, connect)`,
    });
    net.map(443, { to: 'drop' });
    expect((await fetchIn(net.world, URL_OF)).failure?.kind).toBe('tcp.timeout');
  });

  it('passes with the family that works and keeps what the other said', async () => {
    const net = await pretend({ names: (_name, type) => (type === 'A' ? { A: [FAR] } : { AAAA: ['2001:db8::7'] }) });
    open.push(net);
    const port = await serve(listen(() => {}));
    net.map(22, port.server);
    net.map(22, { to: 'refuse' }, 'tcp', '[2001:db8::7]');
    const seen = (await measure(net.world, aRequest('tcp', { kind: 'tcp', host: HOST, port: 22 }))) as WebObservation;
    expect(seen.failure).toBeNull();
    expect(phase(seen, 'tcp')).toMatchObject({ 'network.peer.address': FAR });
    const six = (await measure(net.world, aRequest('tcp', { kind: 'tcp', host: HOST, port: 22 }, { family: 6 }))) as WebObservation;
    expect(six.failure?.kind).toBe('tcp.refused');
    expect(phase(six, 'tcp').attempts.map(({ family }) => family)).toEqual([6]);
  });

  it('goes to the address that a control names, without a look-up', async () => {
    const net = await pretend({ names: () => 'NXDOMAIN' });
    open.push(net);
    net.map(443, { to: 'refuse' });
    const seen = await fetchIn(net.world, URL_OF, { address: FAR });
    expect(seen.phases[0]).toMatchObject({ name: 'dns', addresses: [{ address: FAR, family: 4, via: 'literal' }] });
    expect(seen.failure?.kind).toBe('tcp.refused');
  });

  it('stops when the person stops, and keeps the phases that passed', async () => {
    const net = await network();
    const stop = new AbortController();
    setTimeout(() => stop.abort('person'), 80);
    const seen = await fetchIn(net.world, URL_OF, {}, { signal: stop.signal });
    expect(seen).toMatchObject({ state: 'cancelled', cancelledBy: 'person', failure: null });
    expect(names(seen)).toBe('dns');
    expect(seen.durationMs).toBeLessThan(TEST_LIMITS.stageMs);
  });
});

describe('the TLS handshake', () => {
  const faults: [string, Parameters<typeof listen>[0], string][] = [
    ['a reset behind the hello', (socket) => socket.once('data', () => socket.resetAndDestroy()), 'tls.reset'],
    ['a close behind the hello', (socket) => socket.once('data', () => socket.end()), 'tls.closed'],
    ['a close at once', (socket) => socket.end(), 'tls.closed'],
    ['silence', () => {}, 'tls.timeout'],
    ['plain HTTP', (socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')), 'tls.not-tls'],
    ['an SSH banner', (socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n'), 'tls.not-tls'],
    ['alert 40', (socket) => socket.once('data', () => socket.write(Buffer.from('15030300020228', 'hex'))), 'tls.alert'],
    ['alert 70', (socket) => socket.once('data', () => socket.write(Buffer.from('15030300020246', 'hex'))), 'tls.protocol-version'],
    ['alert 112', (socket) => socket.once('data', () => socket.write(Buffer.from('15030300020270', 'hex'))), 'tls.alert'],
  ];
  it.each(faults)('names %s', async (_name, behave, kind) => {
    const net = await network();
    net.map(443, (await serve(listen(behave))).server);
    const seen = await fetchIn(net.world, URL_OF);
    expect(names(seen)).toBe('dns tcp tls!');
    expect(seen.failure?.kind).toBe(kind);
    expect(phase(seen, 'tls').handshakeCompleted).toBe(false);
  });

  it('tells which alert it was', async () => {
    const net = await network();
    net.map(443, (await serve(listen((socket) => socket.once('data', () => socket.write(Buffer.from('15030300020231', 'hex')))))).server);
    expect((await fetchIn(net.world, URL_OF)).failure).toMatchObject({ kind: 'tls.alert', code: 'SSL_ALERT_49' });
  });

  it('names a server that only speaks old TLS', async () => {
    const net = await network();
    const old = createTlsServer({
      key: leaf.key,
      cert: leaf.pem,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    net.map(443, (await serve(listening(old))).server);
    expect((await fetchIn(net.world, URL_OF)).failure?.kind).toBe('tls.protocol-version');
  });

  it('sends the neutral name of a control and asks for nothing behind it', async () => {
    const net = await network();
    let requests = 0;
    net.map(
      443,
      (
        await serve(
          httpsServer(leaf, (_request, response) => {
            requests += 1;
            response.end();
          }),
        )
      ).server,
    );
    const seen = await fetchIn(net.world, URL_OF, { serverName: 'example.com', role: 'control', purpose: 'neutral-name' });
    expect(phase(seen, 'tls')).toMatchObject({ serverName: 'example.com', handshakeCompleted: true });
    expect(seen.failure?.kind).toBe('tls.name-mismatch');
    expect(requests).toBe(0);
  });
});

describe('certificates', () => {
  const day = 86_400_000;
  const wrong: [string, () => Promise<Issued>, string][] = [
    [
      'expired',
      () => issue({ name: HOST, issuer: root, notBefore: new Date(Date.now() - 9 * day), notAfter: new Date(Date.now() - day) }),
      'tls.expired',
    ],
    ['not yet valid', () => issue({ name: HOST, issuer: root, notBefore: new Date(Date.now() + day) }), 'tls.not-yet-valid'],
    ['for another name', () => issue({ name: 'other.example.test', issuer: root }), 'tls.name-mismatch'],
    ['self-signed', () => issue({ name: HOST }), 'tls.self-signed'],
    ['of an unknown issuer', async () => issue({ name: HOST, issuer: await rootOf('Inspection CA') }), 'tls.unknown-issuer'],
    [
      'of a stranger with the right name',
      async () => issue({ name: HOST, issuer: root, signWith: (await rootOf('Stranger')).keys.privateKey }),
      'tls.unknown-issuer',
    ],
    ['for mail', () => issue({ name: HOST, issuer: root, extendedKeyUsage: ['1.3.6.1.5.5.7.3.4'] }), 'tls.bad-certificate'],
  ];
  it.each(wrong)('names one that is %s, and tells what stands behind it', async (_name, make, kind) => {
    const net = await network();
    const server = httpsServer(await make(), (_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.statusCode = 403;
      response.end(
        '<html><title>Web Page Blocked</title>Access to this page is blocked by company policy. FortiGuard Web Filtering</html>',
      );
    });
    net.map(443, (await serve(server)).server);
    const seen = await fetchIn(net.world, URL_OF);
    expect(names(seen)).toBe('dns tcp tls!');
    expect(seen.failure?.kind).toBe(kind);
    expect(seen.unverifiedAnswer).toMatchObject({ 'http.response.status_code': 403, pageClass: 'block-page', filterVendor: 'Fortinet' });
    expect(Observation.parse(seen)).toEqual(seen);
  });
});

describe('HTTP', () => {
  const body = 'x'.repeat(1000);
  const faults: [string, string | null, 'end' | 'reset' | 'keep', string][] = [
    ['a reset instead of an answer', null, 'reset', 'http.reset'],
    ['a close instead of an answer', null, 'end', 'http.closed'],
    ['no answer', null, 'keep', 'http.timeout'],
    ['an answer that is not HTTP', 'hello, who is there\r\n\r\n', 'end', 'http.not-http'],
    ['a body cut short', `HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n${body}`, 'end', 'http.truncated'],
    ['chunks cut short', `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n${body}\r\n`, 'end', 'http.truncated'],
    ['a body reset', `HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n${body}`, 'reset', 'http.reset'],
    ['a body that stalls', `HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n${body}`, 'keep', 'http.timeout'],
  ];
  it.each(faults)('names %s', async (_name, answer, then, kind) => {
    const net = await network();
    const server = await serve(
      listen((socket) => {
        socket.once('data', () => {
          if (answer !== null) socket.write(answer);
          if (then === 'end') socket.end();
          if (then === 'reset') setTimeout(() => socket.resetAndDestroy(), 20);
        });
      }),
    );
    net.map(80, server.server);
    const seen = await fetchIn(net.world, `http://${HOST}/`);
    expect(names(seen)).toBe('dns tcp http!');
    expect(seen.failure?.kind).toBe(kind);
  });

  it('gives up on a server that drips, and reads no more than it needs of one that pours', async () => {
    const net = await network();
    const server = await serve(
      listening(
        createHttpServer((request, response) => {
          response.writeHead(200);
          if (request.url === '/drip') {
            const drip = setInterval(() => response.write('.'), 20);
            response.on('close', () => clearInterval(drip));
          } else response.end(Buffer.alloc(3_000_000));
        }),
      ),
    );
    net.map(80, server.server);
    const [drip, pour] = await Promise.all([fetchIn(net.world, `http://${HOST}/drip`), fetchIn(net.world, `http://${HOST}/pour`)]);
    expect(drip.failure?.kind).toBe('http.timeout');
    expect(pour.failure).toBeNull();
    expect(phase(pour, 'http').answer).toMatchObject({ cutByLimit: true, receivedBytes: 65_536 });
  });

  it('judges the status by what the row allows', async () => {
    const net = await network();
    const server = await serve(
      listening(
        createHttpServer((request, response) => {
          response.statusCode = Number(request.url?.slice(1));
          response.end();
        }),
      ),
    );
    net.map(80, server.server);
    const kind = async (status: number, allowed: 'any' | 'success-or-redirect' | 'registry') =>
      (
        await fetchIn(net.world, `http://${HOST}/${status}`, {
          proof: { status: allowed, contentType: null, headers: [], extract: null, followRedirects: false, calibrated: null },
        })
      ).failure?.kind ?? null;
    expect(
      await Promise.all([kind(204, 'success-or-redirect'), kind(302, 'success-or-redirect'), kind(404, 'any'), kind(401, 'registry')]),
    ).toEqual([null, null, null, null]);
    expect(await Promise.all([kind(401, 'success-or-redirect'), kind(503, 'registry')])).toEqual(['http.status', 'http.status']);
  });

  it('asks for a metadata token and keeps nothing of it', async () => {
    const net = await network();
    let ttl: string | string[] | undefined;
    const server = await serve(
      listening(
        createHttpServer((request, response) => {
          ttl = request.headers['x-aws-ec2-metadata-token-ttl-seconds'];
          response.end('AQAEAsecret-token==');
        }),
      ),
    );
    net.map(80, server.server);
    const seen = await fetchIn(net.world, `http://${HOST}/latest/api/token`, { method: 'PUT' });
    expect(ttl).toBe('1');
    expect(JSON.stringify(seen)).not.toContain('secret-token');
  });
});

describe('redirects', () => {
  const follow = {
    status: 'success-or-redirect' as const,
    contentType: null,
    headers: [],
    extract: null,
    followRedirects: true,
    calibrated: null,
  };

  it('are followed one hop at a time, and the host that is closed is the one that is named', async () => {
    const net = await network();
    let asked = '';
    const cdn = await issue({ name: 'cdn.example.test', issuer: root });
    const first = httpsServer(leaf, (_request, response) => {
      response.writeHead(302, { location: 'https://cdn.example.test:8444/blob/ticket-in-path?sig=secret-in-query' });
      response.end();
    });
    net.map(443, (await serve(first)).server);
    net.map(
      8444,
      (
        await serve(
          httpsServer(cdn, (request, response) => {
            asked = request.url ?? '';
            response.end('ok');
          }),
        )
      ).server,
    );
    const seen = await fetchIn(net.world, URL_OF, { proof: follow });
    expect(seen.phases.map(({ name, hop }) => `${name}${hop}`).join(' ')).toBe('dns0 tcp0 tls0 http0 dns1 tcp1 tls1 http1');
    expect(asked).toBe('/blob/ticket-in-path?sig=secret-in-query');
    expect(JSON.stringify(seen)).not.toMatch(/secret-in-query|ticket-in-path/);
    net.map(8444, { to: 'refuse' });
    const closed = await fetchIn(net.world, URL_OF, { proof: follow });
    expect(closed.failure?.kind).toBe('tcp.refused');
    expect(closed.phases.at(-1)).toMatchObject({ name: 'tcp', hop: 1, 'server.address': 'cdn.example.test' });
  });

  it('end after five, and are only described where the row does not follow them', async () => {
    const net = await network();
    const server = await serve(
      listening(
        createHttpServer((_request, response) => {
          response.writeHead(307, { location: '/again?x=1' });
          response.end();
        }),
      ),
    );
    net.map(80, server.server);
    expect((await fetchIn(net.world, `http://${HOST}/`, { proof: follow })).failure?.kind).toBe('http.redirect');
    const described = await fetchIn(net.world, `http://${HOST}/`);
    expect(described.failure).toBeNull();
    expect(phase(described, 'http').answer?.redirect).toEqual({ scheme: 'http', host: HOST, port: 80 });
  });
});
