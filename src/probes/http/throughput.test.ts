/** If these fail, a slow download looks fast, or more than the requested range is downloaded. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { Observation } from '../../model/observation.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import type { Proof } from '../../model/requirement.ts';
import { httpsServer, leaf, network, phase, serve, URL_OF } from '../testing/one-host.ts';
import { fetchIn, TEST_LIMITS } from '../testing/pretend.ts';

const FIRST_BYTES = 128 * 1024;
const FILE = Buffer.alloc(1024 * 1024, 7);
const ANY: Proof = { status: 'any', contentType: null, headers: [], extract: null, followRedirects: true, calibrated: null };
const BEGINNING: Partial<ProbeRequest> = { role: 'control', purpose: 'throughput', firstBytes: FIRST_BYTES, proof: ANY };

function ranged(request: IncomingMessage, response: ServerResponse): Buffer {
  const [, last = ''] = /^bytes=0-(\d+)$/.exec(String(request.headers.range)) ?? [];
  const part = FILE.subarray(0, Number(last) + 1);
  response.writeHead(206, { 'content-length': part.length, 'content-range': `bytes 0-${last}/${FILE.length}` });
  return part;
}

async function read(handler: RequestListener, stageMs = 2000) {
  const net = await network();
  net.map(443, (await serve(httpsServer(leaf, handler))).server);
  return fetchIn(net.world, URL_OF, BEGINNING, { limits: { ...TEST_LIMITS, stageMs } });
}

it('a speed measurement reads the requested range after a redirect', async () => {
  const seen = await read((request, response) => {
    if (request.url === '/') response.writeHead(302, { location: '/file' }).end();
    else response.end(ranged(request, response));
  });
  expect(seen.failure).toBeNull();
  expect(phase(seen, 'http').answer).toMatchObject({ 'http.response.status_code': 206, receivedBytes: FIRST_BYTES });
  expect(phase(seen, 'http').bytesPerSecond).toBeGreaterThan(0);
  expect(seen.phases.filter((one) => one.name === 'http' && 'bytesPerSecond' in one)).toHaveLength(1);
  expect(Observation.parse(seen)).toEqual(seen);
});

it('a speed measurement stops at its own limit if the server ignores the range', async () => {
  const seen = await read((_request, response) => response.end(FILE));
  expect(phase(seen, 'http').answer).toMatchObject({ receivedBytes: FIRST_BYTES, cutByLimit: true });
});

it('a speed measurement reports for how long a stalled response sent nothing', async () => {
  const seen = await read((request, response) => {
    const part = ranged(request, response);
    response.write(part.subarray(0, 3000));
  }, 500);
  expect(seen.failure?.kind).toBe('http.timeout');
  const { bytesPerSecond, silentMs, answer } = phase(seen, 'http');
  expect(answer).toMatchObject({ receivedBytes: 3000 });
  expect(silentMs).toBeGreaterThan(400);
  expect(bytesPerSecond).toBeLessThan(6500);
});

/** Sends this many bytes every 100 ms. */
function dripping(bytes: number): RequestListener {
  return (request, response) => {
    const part = ranged(request, response);
    let sent = 0;
    const timer = setInterval(() => {
      response.write(part.subarray(sent, sent + bytes));
      sent += bytes;
    }, 100);
    response.on('close', () => clearInterval(timer));
  };
}

it('a speed measurement continues beyond the stage timeout while slow data arrives', async () => {
  const seen = await read(dripping(500), 500);
  expect(seen.failure).toBeNull();
  const { bytesPerSecond, answer } = phase(seen, 'http');
  expect(answer).toMatchObject({ cutByLimit: true });
  expect(answer?.receivedBytes).toBeGreaterThan(3000);
  expect(bytesPerSecond).toBeLessThan(5500);
});

it('a speed measurement times out if bytes arrive one at a time', async () => {
  const seen = await read(dripping(1), 500);
  expect(seen.failure?.kind).toBe('http.timeout');
});
