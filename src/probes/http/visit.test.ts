/** If these fail, a damaged answer, or one of another server, counts as the service. */
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { constants, createSecureServer, type ServerHttp2Stream } from 'node:http2';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { issue } from '../testing/certificates.ts';
import { FOLLOWED, HOST, httpsServer, leaf, names, network, phase, root, serve, URL_OF } from '../testing/one-host.ts';
import { fetchIn, listen, listening } from '../testing/pretend.ts';

describe('an HTTP request', () => {
  const body = 'x'.repeat(1000);
  const faults: [string, string | null, 'end' | 'reset' | 'keep', string][] = [
    ['a reset instead of an answer', null, 'reset', 'http.reset'],
    ['a closed connection instead of an answer', null, 'end', 'http.closed'],
    ['no answer', null, 'keep', 'http.timeout'],
    ['an answer that is not HTTP', 'hello, who is there\r\n\r\n', 'end', 'http.not-http'],
    ['a truncated body', `HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n${body}`, 'end', 'http.truncated'],
    ['truncated chunks', `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n${body}\r\n`, 'end', 'http.truncated'],
    ['a body that ends with a reset', `HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n${body}`, 'reset', 'http.reset'],
    ['a body that stalls', `HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n${body}`, 'keep', 'http.timeout'],
  ];
  it.each(faults)('reports %s', async (_name, answer, then, kind) => {
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

  it('ends even if the server sends byte by byte, and reads only a limited part of a large body', async () => {
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

  it('accepts the statuses that the requirement allows', async () => {
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

  it('fails with the kind of the HTTP/2 error code when the server ends the stream or the session', async () => {
    const net = await network();
    const ends: Record<string, (stream: ServerHttp2Stream) => void> = {
      '/stream': (stream) => stream.close(constants.NGHTTP2_HTTP_1_1_REQUIRED),
      '/session': (stream) => stream.session?.goaway(constants.NGHTTP2_HTTP_1_1_REQUIRED),
      '/calm': (stream) => stream.close(constants.NGHTTP2_ENHANCE_YOUR_CALM),
    };
    const server = createSecureServer({ key: leaf.key, cert: leaf.pem });
    server.on('stream', (stream, headers) => ends[String(headers[':path'])]?.(stream.on('error', () => {})));
    server.on('sessionError', () => {});
    net.map(443, (await serve(listening(server as never))).server);
    const kind = async (path: string) => (await fetchIn(net.world, `https://${HOST}${path}`)).failure?.kind;
    expect(await Promise.all([kind('/stream'), kind('/session'), kind('/calm')])).toEqual([
      'http.version-required',
      'http.version-required',
      'http.reset',
    ]);
  });

  it('offers gzip, as Go does, when the requirement needs a success status, and decodes the body', async () => {
    const net = await network();
    const asked: unknown[] = [];
    const server = await serve(
      listening(
        createHttpServer((request, response) => {
          asked.push(request.headers['accept-encoding'] ?? null);
          const isSaid = request.url !== '/lie';
          response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
          response.end(isSaid ? gzipSync('{"version":"20261120.714"}') : '{"version":"20261120.714"}');
        }),
      ),
    );
    net.map(80, server.server);
    const proof = { ...FOLLOWED, extract: 'release-version' as const };
    const seen = await fetchIn(net.world, `http://${HOST}/`, { proof });
    expect(seen.failure).toBeNull();
    expect(phase(seen, 'http').answer?.extracted).toEqual({ kind: 'release-version', value: '20261120.714' });
    const lie = await fetchIn(net.world, `http://${HOST}/lie`, { proof });
    expect(lie.failure).toMatchObject({ kind: 'http.encoding', code: 'NOT_GZIP' });
    expect((await fetchIn(net.world, `http://${HOST}/lie`, { proof: { ...proof, status: 'any' } })).failure).toBeNull();
    await fetchIn(net.world, `http://${HOST}/`, { proof, firstBytes: 100 });
    expect(asked).toEqual(['gzip', 'gzip', null, null]);
  });

  it.each(['http', 'https'] as const)('sends GET after a refused HEAD over the same connection (%s)', async (scheme) => {
    const net = await network();
    const methods: string[] = [];
    const sockets = new Set<unknown>();
    const handler: RequestListener = (request, response) => {
      methods.push(request.method ?? '');
      sockets.add(request.socket.remotePort);
      const isRefused = request.url === '/policy' || (request.url === '/get-alone' && request.method === 'HEAD');
      response.writeHead(isRefused ? 403 : 200, { 'content-type': isRefused ? 'text/html' : 'application/gzip' });
      response.end(request.method === 'HEAD' ? undefined : isRefused ? '<title>Web Page Blocked</title>' : Buffer.alloc(200_000));
    };
    net.map(80, (await serve(listening(createHttpServer(handler)))).server);
    net.map(443, (await serve(httpsServer(leaf, handler))).server);
    const look = (path: string) => fetchIn(net.world, `${scheme}://${HOST}${path}`, { proof: FOLLOWED, method: 'HEAD' });

    const policy = await look('/policy');
    expect(policy.failure?.code).toBe('HTTP_403');
    expect(phase(policy, 'http')).toMatchObject({ 'http.request.method': 'GET', answer: { pageClass: 'block-page' } });
    expect([methods.splice(0), sockets.size]).toEqual([['HEAD', 'GET'], 1]);

    const file = await look('/get-alone');
    expect(file.failure).toBeNull();
    expect(phase(file, 'http').answer).toMatchObject({ 'http.response.status_code': 200, receivedBytes: 16_384, cutByLimit: true });
    methods.splice(0);

    const sound = await look('/file');
    expect(phase(sound, 'http')).toMatchObject({ 'http.request.method': 'HEAD', answer: { receivedBytes: 0 } });
    expect(methods).toEqual(['HEAD']);
  });

  it('requests a metadata token and stores none of it', async () => {
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

describe('a chain of redirects', () => {
  it('is followed hop by hop, and the blocked host is reported', async () => {
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
    const seen = await fetchIn(net.world, URL_OF, { proof: FOLLOWED });
    expect(seen.phases.map(({ name, hop }) => `${name}${hop}`).join(' ')).toBe('dns0 tcp0 tls0 http0 dns1 tcp1 tls1 http1');
    expect(asked).toBe('/blob/ticket-in-path?sig=secret-in-query');
    expect(JSON.stringify(seen)).not.toMatch(/secret-in-query|ticket-in-path/);
    net.map(8444, { to: 'refuse' });
    const closed = await fetchIn(net.world, URL_OF, { proof: FOLLOWED });
    expect(closed.failure?.kind).toBe('tcp.refused');
    expect(closed.phases.at(-1)).toMatchObject({ name: 'tcp', hop: 1, 'server.address': 'cdn.example.test' });
  });

  it('is followed for at most five redirects, and not at all when the requirement forbids it', async () => {
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
    expect((await fetchIn(net.world, `http://${HOST}/`, { proof: FOLLOWED })).failure?.kind).toBe('http.redirect');
    const described = await fetchIn(net.world, `http://${HOST}/`);
    expect(described.failure).toBeNull();
    expect(phase(described, 'http').answer?.redirect).toEqual({ scheme: 'http', host: HOST, port: 80 });
  });
});
