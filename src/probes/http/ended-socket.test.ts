/** If these fail, a server that closes early keeps this program busy forever, or gets a misleading kind. */
import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { createServer as createTlsServer, type TLSSocket, type TlsOptions } from 'node:tls';
import { describe, expect, it } from 'vitest';
import type { WebObservation } from '../../model/observation.ts';
import { urlTarget } from '../../model/target.ts';
import { type Probe, runGuarded } from '../guard.ts';
import { HOST, leaf, names, network, phase, root, serve, URL_OF } from '../testing/one-host.ts';
import { aContext, aRequest, fetchIn, listen, listening } from '../testing/pretend.ts';
import { openTls } from '../tls/handshake.ts';
import { sendRequest } from './client.ts';

const WANTS_CERTIFICATE: TlsOptions = { requestCert: true, rejectUnauthorized: true, ca: [root.pem], minVersion: 'TLSv1.3' };
const identity = { key: leaf.key, cert: leaf.pem };

async function seenFrom(options: TlsOptions, act: (socket: TLSSocket, below: Socket) => void) {
  const net = await network();
  const server = createTlsServer({ ...identity, ...options });
  server.on('connection', (below: Socket) => server.once('secureConnection', (socket) => act(socket, below)));
  net.map(443, (await serve(listening(server))).server);
  return fetchIn(net.world, URL_OF);
}

describe.each(['h2', 'http/1.1'])('a connection over %s', (protocol) => {
  it('is reported when the server closes it right after the handshake', async () => {
    const seen = await seenFrom({ ALPNProtocols: [protocol] }, (socket) => socket.end());
    expect(names(seen)).toBe('dns tcp tls http!');
    expect(seen.failure?.kind).toBe('http.closed');
  });

  it('is reported when the server resets it right after the handshake', async () => {
    const seen = await seenFrom({ ALPNProtocols: [protocol] }, (_socket, below) => below.resetAndDestroy());
    expect(names(seen)).toBe('dns tcp tls http!');
    expect(seen.failure?.kind).toBe('http.reset');
  });

  it('is reported when the server requests a client certificate under TLS 1.3', async () => {
    const seen = await seenFrom({ ...WANTS_CERTIFICATE, ALPNProtocols: [protocol] }, () => {});
    expect(phase(seen, 'tls')).toMatchObject({ ok: true, 'tls.protocol.version': '1.3' });
    expect(seen.failure).toMatchObject({ kind: 'tls.client-certificate', code: 'SSL_ALERT_116' });
  });
});

/** While the chain is verified, the server closes the connection or sends its alert. */
const slowStores = async () => {
  await setTimeout(100);
  return { public: null, system: null, extra: null, own: null, named: null };
};

it.each<[string, TlsOptions, (socket: TLSSocket, below: Socket) => void, string]>([
  ['closes the connection', {}, (socket) => socket.end(), 'http.closed'],
  ['resets the connection', {}, (_socket, below) => below.resetAndDestroy(), 'http.reset'],
  ['requests a client certificate', WANTS_CERTIFICATE, () => {}, 'tls.client-certificate'],
])('a failure is reported when the server %s before the request is sent', async (_how, options, act, kind) => {
  const server = createTlsServer({ ...identity, ...options });
  server.on('connection', (below: Socket) => server.once('secureConnection', (socket) => act(socket, below)));
  const { port } = await serve(listening(server));
  const probe: Probe = async (measurement, blank) => {
    const below = connect(port, '127.0.0.1');
    const request = { host: HOST, port: 443, serverName: HOST, alpn: ['http/1.1'], trust: [] };
    const { socket } = await openTls(measurement, slowStores, below, request, { hop: 0, peer: 'target' });
    if (socket === null) throw new Error('no handshake');
    const { failure } = await sendRequest(measurement, socket, { url: new URL(URL_OF), method: 'GET', absoluteForm: false, headers: {} });
    return { ...blank, failure } as WebObservation;
  };
  const seen = await runGuarded(probe, aRequest('https', urlTarget(URL_OF)), aContext());
  expect(seen.failure?.kind).toBe(kind);
});

it('a failure is reported when the server closes right after the connection opens', async () => {
  const net = await network();
  net.map(80, (await serve(listen((socket) => socket.end()))).server);
  const seen = await fetchIn(net.world, `http://${HOST}/`);
  expect(names(seen)).toBe('dns tcp http!');
  expect(seen.failure?.kind).toBe('http.closed');
});
