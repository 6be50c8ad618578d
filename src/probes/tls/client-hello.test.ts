/** If these fail, a firewall that drops long ClientHellos is reported as a packet-size problem, or the reverse. */
import { connect } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { describe, expect, it } from 'vitest';
import type { ProbeRequest } from '../../model/probe-request.ts';
import { HOST, httpsServer, leaf, names, network, phase, serve, URL_OF } from '../testing/one-host.ts';
import { fetchIn, listen, TEST_LIMITS } from '../testing/pretend.ts';

/** What fits into the first packet of a connection over Ethernet. */
const ONE_PACKET = 1460;

const control = (rest: Partial<ProbeRequest>): Partial<ProbeRequest> => ({ role: 'control', ...rest });
const SMALL = control({ purpose: 'small-hello', clientHello: 'small' });
const OUTDATED = control({ purpose: 'small-answer', clientHello: 'outdated' });

/** The length of the first record and its server name, as a device on the route sees them. */
async function firstFlight(rest: Partial<ProbeRequest>): Promise<{ bytes: number; named: boolean }> {
  const net = await network();
  let seen = Buffer.alloc(0);
  const far = await serve(
    listen((socket) => {
      socket.on('data', (chunk) => {
        seen = Buffer.concat([seen, chunk]);
      });
    }),
  );
  net.map(443, far.server);
  await fetchIn(net.world, URL_OF, rest, { limits: { ...TEST_LIMITS, stageMs: 150 } });
  return { bytes: seen.length, named: seen.includes(HOST) };
}

describe('the ClientHello', () => {
  it('is longer than one packet as clients send it, fits into one packet as a control, and always has the server name', async () => {
    const [usual, small, outdated] = await Promise.all([firstFlight({}), firstFlight(SMALL), firstFlight(OUTDATED)]);
    expect(usual.bytes).toBeGreaterThan(ONE_PACKET);
    expect(small.bytes).toBeLessThan(700);
    expect(outdated.bytes).toBeLessThan(400);
    expect([usual.named, small.named, outdated.named]).toEqual([true, true, true]);
  });

  it('completes a handshake in its short form, and no request follows', async () => {
    const net = await network();
    let requests = 0;
    const server = await serve(
      httpsServer(leaf, (_request, response) => {
        requests += 1;
        response.end();
      }),
    );
    net.map(443, server.server);
    const seen = await fetchIn(net.world, URL_OF, SMALL);
    expect([names(seen), seen.failure, requests]).toEqual(['dns tcp tls', null, 0]);
    expect(phase(seen, 'tls').handshakeCompleted).toBe(true);
  });

  it('gets an alert from a healthy server when it offers an old version', async () => {
    const net = await network();
    net.map(443, (await serve(httpsServer(leaf, (_request, response) => response.end()))).server);
    const seen = await fetchIn(net.world, URL_OF, OUTDATED);
    expect(seen.failure).toMatchObject({ kind: 'tls.protocol-version', code: 'SSL_ALERT_70' });
  });

  it('completes a handshake in an old version with a server that supports it', async () => {
    const net = await network();
    const old = createTlsServer({
      key: leaf.key,
      cert: leaf.pem,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    const listening = await new Promise<number>((resolve) => {
      old.listen(0, '127.0.0.1', () => resolve((old.address() as { port: number }).port));
    });
    net.map(443, listening);
    const seen = await fetchIn(net.world, URL_OF, OUTDATED);
    old.close();
    expect(phase(seen, 'tls')).toMatchObject({ handshakeCompleted: true, 'tls.protocol.version': '1.1' });
  });

  it('gets an answer only in its short form when a device drops long messages', async () => {
    const net = await network();
    const server = await serve(httpsServer(leaf, (_request, response) => response.end()));
    const device = await serve(
      listen((socket) => {
        socket.once('data', (first) => {
          if (first.length > ONE_PACKET) return;
          const behind = connect(server.port, '127.0.0.1', () => {
            behind.write(first);
            socket.pipe(behind).pipe(socket);
          });
          behind.on('error', () => socket.destroy());
        });
      }),
    );
    net.map(443, device.server);
    expect((await fetchIn(net.world, URL_OF)).failure?.kind).toBe('tls.timeout');
    expect((await fetchIn(net.world, URL_OF, SMALL)).failure).toBeNull();
    expect((await fetchIn(net.world, URL_OF, OUTDATED)).failure?.kind).toBe('tls.protocol-version');
  });
});
