/** If these fail, the wrong layer is reported. Each fault is produced on loopback and must get its own kind. */
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { Observation, type WebObservation } from '../model/observation.ts';
import { urlTarget } from '../model/target.ts';
import { issue } from './testing/certificates.ts';
import { HOST, httpsServer, leaf, names, network, phase, root, serve, URL_OF } from './testing/one-host.ts';
import { aRequest, FAR, fetchIn, listen, listening, measure, TEST_LIMITS } from './testing/pretend.ts';
import { systemWorld } from './world.ts';

describe('a healthy host', () => {
  it('is reached over HTTP/2 and gives the expected facts', async () => {
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

it('a response to HEAD is complete without a body, whatever Content-Length says, over HTTP/2 and HTTP/1.1', async () => {
  const net = await network();
  const handler: RequestListener = (_request, response) => {
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

it('a measurement on the real machine uses the public roots, and sends no server name for a literal address', async () => {
  const own = await issue({ name: '127.0.0.1', issuer: root });
  const server = await serve(httpsServer(own, (_request, response) => response.end('ok')));
  const world = systemWorld({ environment: process.env, version: '0.0.0-test', publicRoots: [root.pem] });
  const seen = await fetchIn(world, `https://127.0.0.1:${server.port}/`);
  expect(seen.failure).toBeNull();
  expect(seen.phases[0]).toMatchObject({ name: 'dns', addresses: [{ via: 'literal' }] });
  expect(phase(seen, 'tls')).toMatchObject({ serverName: null, nameMatches: true, trust: { public: 'trusted', system: 'untrusted' } });
});

describe('a connection', () => {
  it('is reported as refused when the port is closed, and as timed out when nothing answers', async () => {
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

  it('ends as a connection timeout at once when the route turns out to be closed', async () => {
    const net = await network();
    net.map(443, { to: 'drop' });
    const closed = new AbortController();
    setTimeout(() => closed.abort(), 20);
    const seen = (await measure(net.world, aRequest('https', urlTarget(URL_OF)), {
      hopeless: closed.signal,
      limits: { ...TEST_LIMITS, stageMs: 60_000 },
    })) as WebObservation;
    expect(seen).toMatchObject({ state: 'completed', failure: { kind: 'tcp.timeout' } });
    expect(phase(seen, 'tcp')).toMatchObject({ ok: false, attempts: [{ failure: { kind: 'tcp.timeout' } }] });
  });

  it('succeeds with the address family that works, and reports the other family’s failure', async () => {
    const net = await network({ names: (_name, type) => (type === 'A' ? { A: [FAR] } : { AAAA: ['2001:db8::7'] }) });
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

  it('reads the SSH banner when the target speaks SSH, and sends and reads nothing otherwise', async () => {
    const net = await network();
    const web = await serve(listen((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    const ssh = await serve(listen((socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n')));
    const silent = await serve(listen(() => {}));
    const at = async (to: typeof web, speaks?: 'ssh') => {
      net.map(29222, to.server);
      const target = { kind: 'tcp' as const, host: HOST, port: 29222, ...(speaks === undefined ? {} : { speaks }) };
      const seen = (await measure(net.world, aRequest('tcp', target, { stageMs: 300 }))) as WebObservation;
      expect(Observation.parse(seen)).toEqual(seen);
      return `${names(seen)} ${seen.failure?.kind ?? 'fine'}`;
    };
    expect(await at(ssh, 'ssh')).toBe('dns tcp banner fine');
    expect(await at(web, 'ssh')).toBe('dns tcp banner! ssh.not-ssh');
    expect(await at(silent, 'ssh')).toBe('dns tcp banner! ssh.banner-timeout');
    expect(await at(silent)).toBe('dns tcp fine');
  });

  it('records the unfinished attempt if the other address family was faster', async () => {
    const net = await network({ names: (_name, type) => (type === 'A' ? { A: [FAR] } : { AAAA: ['2001:db8::7'] }) });
    const port = await serve(listen(() => {}));
    net.map(22, { to: 'drop' });
    net.map(22, port.server, 'tcp', '[2001:db8::7]');
    const seen = (await measure(net.world, aRequest('tcp', { kind: 'tcp', host: HOST, port: 22 }))) as WebObservation;
    expect(phase(seen, 'tcp')).toMatchObject({ 'network.peer.address': '2001:db8::7', overtaken: [{ address: FAR, family: 4 }] });
    expect(phase(seen, 'tcp').overtaken?.[0]?.durationMs).toBeGreaterThan(100);
  });

  it('of a control uses the given address without a lookup', async () => {
    const net = await network({ names: () => 'NXDOMAIN' });
    net.map(443, { to: 'refuse' });
    const seen = await fetchIn(net.world, URL_OF, { address: FAR });
    expect(seen.phases[0]).toMatchObject({ name: 'dns', addresses: [{ address: FAR, family: 4, via: 'literal' }] });
    expect(seen.failure?.kind).toBe('tcp.refused');
  });

  it('ends when the user cancels, and keeps the completed phases', async () => {
    const net = await network();
    const stop = new AbortController();
    setTimeout(() => stop.abort('person'), 80);
    const seen = await fetchIn(net.world, URL_OF, {}, { signal: stop.signal });
    expect(seen).toMatchObject({ state: 'cancelled', cancelledBy: 'person', failure: null });
    expect(names(seen)).toBe('dns');
    expect(seen.durationMs).toBeLessThan(TEST_LIMITS.stageMs);
  });
});
