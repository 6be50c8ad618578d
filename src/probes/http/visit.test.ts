/** If these fail, an answer that is broken, foreign or elsewhere passes for the service. */
import { createServer as createHttpServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { issue } from '../testing/certificates.ts';
import { FOLLOWED, HOST, httpsServer, leaf, names, network, phase, root, serve, URL_OF } from '../testing/one-host.ts';
import { fetchIn, listen, listening } from '../testing/pretend.ts';

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
    const seen = await fetchIn(net.world, URL_OF, { proof: FOLLOWED });
    expect(seen.phases.map(({ name, hop }) => `${name}${hop}`).join(' ')).toBe('dns0 tcp0 tls0 http0 dns1 tcp1 tls1 http1');
    expect(asked).toBe('/blob/ticket-in-path?sig=secret-in-query');
    expect(JSON.stringify(seen)).not.toMatch(/secret-in-query|ticket-in-path/);
    net.map(8444, { to: 'refuse' });
    const closed = await fetchIn(net.world, URL_OF, { proof: FOLLOWED });
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
    expect((await fetchIn(net.world, `http://${HOST}/`, { proof: FOLLOWED })).failure?.kind).toBe('http.redirect');
    const described = await fetchIn(net.world, `http://${HOST}/`);
    expect(described.failure).toBeNull();
    expect(phase(described, 'http').answer?.redirect).toEqual({ scheme: 'http', host: HOST, port: 80 });
  });
});
