/** If these fail, a SOCKS proxy's fault is attributed to the host, or a login leaks. */
import { connect, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { WebObservation } from '../../model/observation.ts';
import type { PhaseOf } from '../../model/phase.ts';
import type { ForwardProxy, Route } from '../../model/target.ts';
import { type Issued, issue, rootOf } from '../testing/certificates.ts';
import type { Answers } from '../testing/dns-server.ts';
import { FAR, fetchIn, type Listening, listen, listening, type Pretend, pretend } from '../testing/pretend.ts';

const HOST = 'app.example.test';
const SECRET = 'hunter2-s3cret';
const GRANTED = [5, 0, 0, 1, 0, 0, 0, 0, 0, 0];
const open: { close(): Promise<void> }[] = [];
let root: Issued;
let leaf: Issued;

beforeAll(async () => {
  root = await rootOf('Test Public Root');
  leaf = await issue({ name: HOST, issuer: root });
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((resource) => resource.close()));
});

interface Proxied {
  net: Pretend;
  /** What the proxy received, one entry a message, in hexadecimal. */
  heard: string[];
}

/** A proxy that sends each answer after one message of the client; with `target`, the tunnel to it follows the last. */
async function proxied(
  answers: readonly (readonly number[] | 'end' | 'reset' | string)[],
  options: { environment?: Record<string, string>; names?: Answers; target?: Listening } = {},
): Promise<Proxied> {
  const heard: string[] = [];
  const proxy = await listen((socket) => {
    const left = [...answers];
    const onData = (message: Buffer) => {
      heard.push(message.toString('hex'));
      const answer = left.shift();
      if (answer === 'end') socket.end();
      else if (answer === 'reset') socket.resetAndDestroy();
      else if (answer !== undefined) socket.write(typeof answer === 'string' ? answer : Buffer.from(answer));
      if (left.length > 0 || options.target === undefined) return;
      socket.off('data', onData);
      join(socket, options.target);
    };
    socket.on('data', onData);
  });
  const { environment = {}, names } = options;
  const net = await pretend({ publicRoots: [root.pem], environment, ...(names === undefined ? {} : { names }) });
  net.map(1080, proxy.server);
  open.push(proxy, net);
  return { net, heard };
}

/** A TLS server behind the proxy. */
async function origin(): Promise<Listening> {
  const server = createTlsServer({ key: leaf.key, cert: leaf.pem }, (socket) => {
    socket.on('error', () => {}).once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'));
  });
  const running = await listening(server);
  open.push(running);
  return running;
}

function join(socket: Socket, target: Listening): void {
  const onward = connect(target.port, '127.0.0.1');
  onward.on('error', () => socket.destroy());
  socket.pipe(onward).pipe(socket);
}

function through({ net }: Proxied, scheme: ForwardProxy['scheme'], url = `https://${HOST}/`): Promise<WebObservation> {
  const route: Route = { via: 'proxy', proxy: { scheme, host: 'socks.example.test', port: 1080 } };
  return fetchIn(net.world, url, { route });
}

function tunnelOf(observation: WebObservation): PhaseOf<'tunnel'> {
  const found = observation.phases.find((phase): phase is PhaseOf<'tunnel'> => phase.name === 'tunnel');
  if (found === undefined) throw new Error('no tunnel phase');
  return found;
}

const phasesOf = ({ phases }: WebObservation) => phases.map(({ name, peer, ok }) => `${name} ${peer} ${ok}`);
const hex = (text: string) => Buffer.from(text).toString('hex');

describe('a SOCKS request', () => {
  const refusals: [ForwardProxy['scheme'], Parameters<typeof proxied>[0], string, string?][] = [
    ['socks5h', [[5, 0xff]], 'socks.no-method'],
    ['socks5h', [[5, 1]], 'socks.not-socks'],
    ['socks5h', [[5, 0], [5, 1, 0, 1, 0, 0, 0, 0, 0, 0]], 'socks.general-failure', 'SOCKS5_1'],
    ['socks5h', [[5, 0], [5, 2, 0, 1, 0, 0, 0, 0, 0, 0]], 'socks.not-allowed', 'SOCKS5_2'],
    ['socks5h', [[5, 0], [5, 8, 0, 1, 0, 0, 0, 0, 0, 0]], 'socks.address-unsupported', 'SOCKS5_8'],
    ['socks5h', [[5, 0], [5, 9, 0, 1, 0, 0, 0, 0, 0, 0]], 'socks.unknown-reply', 'SOCKS5_9'],
    ['socks5h', [[5, 0], 'end'], 'socks.closed'],
    ['socks5h', ['end'], 'socks.closed'],
    ['socks5h', ['reset'], 'socks.reset'],
    ['socks5h', [], 'socks.timeout'],
    ['socks5h', [[5, 0]], 'socks.timeout'],
    ['socks5h', ['HTTP/1.1 400 Bad Request\r\n\r\n'], 'socks.http'],
    ['socks5h', ['SSH-2.0-OpenSSH_9.2\r\n'], 'socks.not-socks'],
    ['socks4a', [[0, 91, 0, 0, 0, 0, 0, 0]], 'socks.rejected', 'SOCKS4_91'],
    ['socks4a', [[0, 92, 0, 0, 0, 0, 0, 0]], 'socks.ident', 'SOCKS4_92'],
    ['socks4a', [[0, 93, 0, 0, 0, 0, 0, 0]], 'socks.ident', 'SOCKS4_93'],
    ['socks4a', [[0, 94, 0, 0, 0, 0, 0, 0]], 'socks.unknown-reply', 'SOCKS4_94'],
    ['socks4a', ['HTTP/1.1 400 Bad Request\r\n\r\n'], 'socks.http'],
    ['socks4a', [], 'socks.timeout'],
  ]; // biome-ignore format: one line a case
  it.each(refusals)('over %s fails when the proxy replies %j: %s', async (scheme, answers, kind, code) => {
    const seen = await through(await proxied(answers), scheme);
    expect(seen.failure).toMatchObject({ kind, ...(code === undefined ? {} : { code }) });
    expect(phasesOf(seen)).toEqual(['dns proxy true', 'tcp proxy true', 'tunnel proxy false']);
  });

  it.each<[ForwardProxy['scheme'], Parameters<typeof proxied>[0], string, 'proxy' | 'client']>([
    ['socks5h', [[5, 0], GRANTED], `0501000310${hex(HOST)}01bb`, 'proxy'],
    ['socks5', [[5, 0], GRANTED], '05010001c633640701bb', 'client'],
    ['socks4a', [[0, 90, 0, 0, 0, 0, 0, 0]], `040101bb0000000100${hex(HOST)}00`, 'proxy'],
    ['socks4', [[0, 90, 0, 0, 0, 0, 0, 0]], '040101bbc633640700', 'client'],
  ])('over %s opens a tunnel, and the host is looked up by the side that the scheme defines', async (scheme, answers, asked, lookup) => {
    const proxy = await proxied(answers, { target: await origin() });
    const seen = await through(proxy, scheme);
    expect(seen.failure).toBeNull();
    expect(proxy.heard).toContain(asked);
    expect(tunnelOf(seen)).toMatchObject({ ok: true, socks: { lookup }, credentialsSent: false });
    const own = lookup === 'client' ? ['dns target true'] : [];
    expect(phasesOf(seen)).toEqual([
      ...own,
      'dns proxy true',
      'tcp proxy true',
      'tunnel proxy true',
      'tls target true',
      'http target true',
    ]);
  });

  it('is followed by a plain HTTP request in origin form', async () => {
    const target = await listen((socket) =>
      socket.once('data', (head) => socket.end(`HTTP/1.1 200 OK\r\n\r\n${head.toString().slice(0, 6)}`)),
    );
    open.push(target);
    const seen = await through(await proxied([[5, 0], GRANTED], { target }), 'socks5h', `http://${HOST}/a`);
    expect(seen.failure).toBeNull();
    expect(phasesOf(seen).slice(2)).toEqual(['tunnel proxy true', 'http target true']);
  });

  it('over socks5 is not sent if this machine cannot look up the host', async () => {
    const proxy = await proxied([], { names: (name) => (name === HOST ? 'NXDOMAIN' : { A: [FAR] }) });
    const seen = await through(proxy, 'socks5');
    expect(seen.failure?.kind).toBe('dns.nxdomain');
    expect([phasesOf(seen), proxy.heard]).toEqual([['dns target false'], []]);
  });
});

describe('a SOCKS login', () => {
  const environment = { HTTPS_PROXY: `socks5://anna:${SECRET}@socks.example.test:1080` };

  it('is sent if the proxy selects this method, and no observation contains it', async () => {
    const proxy = await proxied([[5, 2], [1, 0], GRANTED], { environment, target: await origin() }); // biome-ignore format: one line
    const seen = await through(proxy, 'socks5h');
    expect(proxy.heard.slice(0, 2)).toEqual(['05020002', `0104${hex('anna')}0e${hex(SECRET)}`]);
    expect(tunnelOf(seen)).toMatchObject({ ok: true, credentialsSent: true, socks: { method: 2, reply: 0 } });
    expect(JSON.stringify(seen)).not.toMatch(/anna|s3cret/);
  });

  it('is reported as refused if the proxy rejects it', async () => {
    const seen = await through(await proxied([[5, 2], [1, 1]], { environment }), 'socks5h'); // biome-ignore format: one line
    expect(seen.failure?.kind).toBe('socks.login-refused');
    expect(JSON.stringify(seen)).not.toMatch(/anna|s3cret/);
  });

  it('is not sent if the proxy selects no authentication', async () => {
    const proxy = await proxied([[5, 0], GRANTED], { environment, target: await origin() });
    expect(tunnelOf(await through(proxy, 'socks5h'))).toMatchObject({ ok: true, credentialsSent: false });
    expect(proxy.heard.join()).not.toContain(hex(SECRET));
  });

  it('is not sent if it is longer than the protocol allows', async () => {
    const long = { HTTPS_PROXY: `socks5://anna:${'x'.repeat(256)}@socks.example.test:1080` };
    const proxy = await proxied([[5, 0xff]], { environment: long });
    expect((await through(proxy, 'socks5h')).failure?.kind).toBe('socks.no-method');
    expect(proxy.heard).toEqual(['050100']);
  });
});
