/** If these fail, a handshake that is cut off, refused or re-signed gets the wrong kind. */
import { createServer as createTlsServer } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { Observation } from '../../model/observation.ts';
import { type Issued, issue, rootOf } from '../testing/certificates.ts';
import { HOST, httpsServer, leaf, names, network, phase, root, serve, URL_OF } from '../testing/one-host.ts';
import { fetchIn, listen, listening } from '../testing/pretend.ts';

describe('the TLS handshake', () => {
  const faults: [string, Parameters<typeof listen>[0], string][] = [
    ['a reset after the ClientHello', (socket) => socket.once('data', () => socket.resetAndDestroy()), 'tls.reset'],
    ['a close after the ClientHello', (socket) => socket.once('data', () => socket.end()), 'tls.closed'],
    ['an immediate close', (socket) => socket.end(), 'tls.closed'],
    ['no answer', () => {}, 'tls.timeout'],
    ['plain HTTP', (socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')), 'tls.not-tls'],
    ['an SSH banner', (socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n'), 'tls.not-tls'],
    ['alert 40', (socket) => socket.once('data', () => socket.write(Buffer.from('15030300020228', 'hex'))), 'tls.alert'],
    ['alert 70', (socket) => socket.once('data', () => socket.write(Buffer.from('15030300020246', 'hex'))), 'tls.protocol-version'],
  ];
  it.each(faults)('reports %s', async (_name, behave, kind) => {
    const net = await network();
    net.map(443, (await serve(listen(behave))).server);
    const seen = await fetchIn(net.world, URL_OF);
    expect(names(seen)).toBe('dns tcp tls!');
    expect(seen.failure?.kind).toBe(kind);
    expect(phase(seen, 'tls').handshakeCompleted).toBe(false);
  });

  it('reports a server that supports only old TLS versions', async () => {
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

  it('is followed by no request when a control sends a neutral name', async () => {
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

describe('a certificate', () => {
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
    ['from an unknown issuer', async () => issue({ name: HOST, issuer: await rootOf('Inspection CA') }), 'tls.unknown-issuer'],
    [
      'from another CA with the right name',
      async () => issue({ name: HOST, issuer: root, signWith: (await rootOf('Stranger')).keys.privateKey }),
      'tls.unknown-issuer',
    ],
    ['for e-mail only', () => issue({ name: HOST, issuer: root, extendedKeyUsage: ['1.3.6.1.5.5.7.3.4'] }), 'tls.invalid-purpose'],
  ];
  it.each(wrong)('is reported with its chain when it is %s', async (_name, make, kind) => {
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
