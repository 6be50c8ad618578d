/** If these fail, an altered download passes, or a good one is reported as altered because a release changed in between. */
import { createHash } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { WebObservation } from '../model/observation.ts';
import type { PhaseOf } from '../model/phase.ts';
import { urlTarget } from '../model/target.ts';
import { aRequest, listening, measure, pretend } from './testing/pretend.ts';

const FILE = Buffer.alloc(200_000, 'gitpod ');
const SHA256 = createHash('sha256').update(FILE).digest('hex');
const BASE = 'http://releases.example.test';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((resource) => resource.close()));
});

async function download(
  handler: RequestListener,
  progress: (done: number, total: number | null) => void = () => {},
): Promise<WebObservation> {
  const net = await pretend();
  const server = await listening(createServer(handler));
  open.push(net, server);
  net.map(80, server.server);
  const request = aRequest('download', urlTarget(`${BASE}/cli`), { checksumUrl: `${BASE}/cli.sha256` });
  return (await measure(net.world, request, { progress })) as WebObservation;
}

function checksum(observation: WebObservation): PhaseOf<'checksum'> {
  const found = observation.phases.at(-1);
  if (found?.name !== 'checksum') throw new Error(`the last phase is ${found?.name}`);
  return found;
}

describe('a download', () => {
  it('is fetched once if it matches its checksum, with progress and through a redirect', async () => {
    const told: [number, number | null][] = [];
    const seen = await download(
      (request, response) => {
        if (request.url === '/cli') response.writeHead(302, { location: '/blob?sig=secret' }).end();
        else response.end(request.url === '/cli.sha256' ? `${SHA256}  cli\n` : FILE);
      },
      (done, total) => told.push([done, total]),
    );
    expect(seen.failure).toBeNull();
    expect(seen.phases.map(({ name, hop }) => `${name}${hop}`).join(' ')).toBe('dns0 tcp0 http0 dns1 tcp1 http1 checksum1');
    expect(checksum(seen)).toMatchObject({ matches: true, fetches: 1, receivedBytes: FILE.length, announcedBytes: FILE.length });
    expect(told.at(-1)).toEqual([FILE.length, FILE.length]);
    expect(JSON.stringify(seen)).not.toContain('secret');
  });

  it('is fetched twice before it is reported as altered', async () => {
    let fetched = 0;
    const seen = await download((request, response) => {
      if (request.url === '/cli') fetched += 1;
      response.end(request.url === '/cli' ? Buffer.from(FILE).fill(1, 0, 1) : SHA256);
    });
    expect(fetched).toBe(2);
    expect(seen.failure?.kind).toBe('http.checksum');
    expect(checksum(seen)).toMatchObject({ ok: false, matches: false, fetches: 2, receivedBytes: FILE.length });
  });

  it('passes on the second fetch if the file was replaced before the checksum was fetched', async () => {
    let fetched = 0;
    const seen = await download((request, response) => {
      if (request.url === '/cli.sha256') return response.end(SHA256);
      fetched += 1;
      response.end(fetched === 1 ? 'the release before' : FILE);
    });
    expect(seen.failure).toBeNull();
    expect(checksum(seen)).toMatchObject({ matches: true, fetches: 2 });
  });

  it('is reported as truncated if both fetches are truncated', async () => {
    const seen = await download((request, response) => {
      if (request.url === '/cli.sha256') return response.end(SHA256);
      response.writeHead(200, { 'content-length': FILE.length });
      response.write(FILE.subarray(0, 1000), () => response.socket?.end());
    });
    expect(seen.failure?.kind).toBe('http.truncated');
    expect(checksum(seen)).toMatchObject({ matches: null, fetches: 2, receivedBytes: 1000, announcedBytes: FILE.length });
  });

  it('fails like the request for the checksum if no checksum can be fetched', async () => {
    const seen = await download((request, response) => {
      if (request.url === '/cli.sha256') response.statusCode = 404;
      response.end(FILE);
    });
    expect(seen.failure).toMatchObject({ kind: 'http.status', code: 'HTTP_404' });
    const page = await download((request, response) => response.end(request.url === '/cli' ? FILE : '<html>blocked</html>'));
    expect(page.failure).toMatchObject({ kind: 'http.checksum', code: 'NO_DIGEST' });
    expect(checksum(page).matches).toBeNull();
  });

  it('has no checksum phase if the file does not exist', async () => {
    const seen = await download((_request, response) => response.writeHead(403).end());
    expect(seen.phases.map(({ name }) => name)).toEqual(['dns', 'tcp', 'http']);
    expect(seen.failure).toMatchObject({ kind: 'http.status', code: 'HTTP_403' });
  });
});
