/** If these fail, an internal error is reported as a network fault, or a hostile server's answer as an internal error. */
import { connect } from 'node:net';
import { createServer } from 'node:tls';
import { describe, expect, it } from 'vitest';
import type { WebObservation } from '../model/observation.ts';
import { urlTarget } from '../model/target.ts';
import { classifyAws } from './aws/classify-aws.ts';
import { classify } from './classify.ts';
import { type Probe, runGuarded } from './guard.ts';
import { sendRequest } from './http/client.ts';
import { FOLLOWED, HOST, leaf, network, serve } from './testing/one-host.ts';
import { aContext, aRequest, fetchIn, listen, listening } from './testing/pretend.ts';

const request = aRequest('http', urlTarget(`http://${HOST}/`));

/** Thrown by the engine, not constructed. */
function fault(): never {
  return (undefined as unknown as { never(): never }).never();
}

const answering = (answer: string | Buffer) =>
  serve(
    listen((socket) => {
      socket.once('data', () => socket.end(answer));
    }),
  );

describe('an internal error', () => {
  it('is reported as a crash when it occurs while a request is sent, and the connect phase remains successful', async () => {
    const server = await answering('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
    const probe: Probe = async (measurement, blank) => {
      const socket = measurement.own(connect(server.port, '127.0.0.1'));
      const url = new URL(`http://${HOST}/`);
      const wrong = { url, method: 'GET' as const, absoluteForm: false, headers: {} };
      Object.defineProperty(wrong, 'headers', { get: fault });
      const { failure } = await sendRequest(measurement, socket, wrong);
      return { ...blank, failure } as WebObservation;
    };
    const seen = await runGuarded(probe, request, aContext(), (text) => text);
    expect(seen).toMatchObject({ state: 'crashed', failure: { kind: 'unclassified' } });
    // The report names the line.
    expect(seen.failure?.text).toMatch(
      /TypeError: Cannot read properties of undefined \(reading 'never'\) \(program-faults\.test\.ts:\d+ < /,
    );
    expect(seen.failure?.text).not.toMatch(/\/|no name yet/);
  });

  it.each([
    ['TypeError', fault],
    ['ReferenceError', () => new Function('return missing')()],
    ['RangeError', () => new Array(-1)],
    ['SyntaxError', () => JSON.parse('{')],
  ])('is rethrown in every phase when it is a %s', (name, wrong) => {
    for (const stage of ['lookup', 'resolver', 'connect', 'tunnel', 'tls', 'http', 'udp'] as const) {
      const thrown = thrownBy(wrong);
      expect((thrown as Error).name).toBe(name);
      expect(() => classify(stage, thrown, 'host:443')).toThrow(thrown as Error);
    }
  });

  it("is not reported as an AWS error when it occurs in an AWS call, unless the SDK's parser failed on the response", () => {
    // Every error of the SDK counts its attempts.
    const ours = Object.assign(thrownBy(fault) as Error, { $metadata: { attempts: 1 } });
    expect(() => classifyAws(ours, 'sts.us-east-1.amazonaws.com', null)).toThrow(TypeError);
    const theirs = Object.defineProperty(thrownBy(fault) as Error, '$response', { value: {} });
    expect(classifyAws(theirs, 'sts.us-east-1.amazonaws.com', null).failure.kind).toBe('aws.not-understood');
  });
});

describe('errors of Node and undici about network data', () => {
  it.each([
    ['an invalid address', () => new URL('http://[')],
    ['an invalid port', () => connect({ port: 70_000 })],
    ['an invalid name', () => connect({ host: 1 as unknown as string, port: 1, lookup: 1 as never })],
    [
      'an error whose cause has a code',
      () => {
        throw new TypeError('fetch failed', { cause: Object.assign(new Error('read'), { code: 'ECONNRESET' }) });
      },
    ],
  ])('are not internal errors: %s', (_what, wrong) => {
    expect(classify('http', thrownBy(wrong), 'host:443').kind).toBe('unclassified');
  });

  const HEAD = 'HTTP/1.1 200 OK\r\n';
  it.each([
    ['a header without a name', `${HEAD}: x\r\n\r\n`],
    ['a header with a zero byte', `${HEAD}X-A: a\0b\r\n\r\n`],
    ['a header with non-Latin letters', Buffer.from(`${HEAD}X-\xe9: \xff\xfe\r\nContent-Length: 0\r\n\r\n`, 'latin1')],
    ['a header named __proto__', `${HEAD}__proto__: x\r\nconstructor: y\r\nContent-Length: 0\r\n\r\n`],
    ['an invalid Content-Length', `${HEAD}Content-Length: -1\r\n\r\n`],
    ['two Content-Length headers', `${HEAD}Content-Length: 1\r\nContent-Length: 2\r\n\r\nx`],
    ['an invalid Transfer-Encoding', `${HEAD}Transfer-Encoding: what\r\n\r\nx`],
    ['an invalid chunk', `${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n`],
    ['an invalid status', 'HTTP/1.1 99999 WHAT\r\n\r\n'],
    ['an unrequested upgrade', 'HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'],
    ['an unknown HTTP version', 'HTTP/9.9 200 OK\r\n\r\n'],
    ['an invalid date', `${HEAD}Date: never\r\nContent-Length: 0\r\n\r\n`],
    ['a redirect to an invalid URL', 'HTTP/1.1 302 Found\r\nLocation: http://[\r\nContent-Length: 0\r\n\r\n'],
    ['a redirect to an invalid port', `HTTP/1.1 302 Found\r\nLocation: http://${HOST}:99999/\r\nContent-Length: 0\r\n\r\n`],
    ['a redirect to a path of special characters', `HTTP/1.1 302 Found\r\nLocation: //${HOST}/%zz\\\x7f%\r\nContent-Length: 0\r\n\r\n`],
    ['a redirect to another scheme', 'HTTP/1.1 302 Found\r\nLocation: javascript:alert(1)\r\nContent-Length: 0\r\n\r\n'],
  ])('are reported as failures of the network on a real socket: %s', async (_what, answer) => {
    const net = await network();
    net.map(80, (await answering(answer)).server);
    const seen = await fetchIn(net.world, `http://${HOST}/start`, { proof: FOLLOWED });
    expect(seen.state).toBe('completed');
  });
});

it.each([
  ['random bytes', Buffer.alloc(4096, 0xff)],
  ['settings of a wrong size', Buffer.from([0, 0, 1, 4, 0, 0, 0, 0, 0, 9])],
  ['an unrequested answer', Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 1, 1, 4, 0, 0, 0, 99, 0xff])],
])('HTTP/2 with %s is reported as a failure of the network', async (_what, bytes) => {
  const net = await network();
  const tls = createServer({ key: leaf.key, cert: leaf.pem, ALPNProtocols: ['h2'] }, (socket) => {
    socket.on('error', () => {}).write(bytes);
  });
  net.map(443, (await serve(listening(tls))).server);
  const seen = await fetchIn(net.world, `https://${HOST}/`);
  expect(seen.state).toBe('completed');
  expect(seen.failure?.kind).toMatch(/^http\.|^unclassified$/);
});

function thrownBy(wrong: () => unknown): unknown {
  try {
    wrong();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
