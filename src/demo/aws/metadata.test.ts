/**
 * The simulated instance metadata service over a socket of its own. If these fail, a hop limit looks like a proxy, or a proxy like a hop
 * limit.
 */
import { afterEach, expect, test } from 'vitest';
import { startHttpServer } from '../servers/https-server.ts';
import type { LoopbackServer } from '../servers/loopback.ts';
import { instanceMetadata, type MetadataMode } from './metadata.ts';

const running: LoopbackServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

type Ask = (path: string, method?: string, headers?: Record<string, string>) => Promise<Response>;

async function service(mode: MetadataMode): Promise<Ask> {
  const server = await startHttpServer(instanceMetadata(mode));
  running.push(server);
  return (path, method = 'GET', headers = {}) =>
    fetch(`http://127.0.0.1:${server.port}${path}`, { method, headers, signal: AbortSignal.timeout(2000) });
}

const TTL = { 'x-aws-ec2-metadata-token-ttl-seconds': '60' };

test.each([
  ['both', 200],
  ['v2-only', 401],
] as const)(
  'the metadata service in mode %s answers %d without a token, and sends the identity document to a request with a token',
  async (mode, status) => {
    const ask = await service(mode);
    const answer = await ask('/latest/meta-data/');
    expect([answer.status, answer.headers.get('server')]).toEqual([status, 'EC2ws']);
    const token = await (await ask('/latest/api/token', 'PUT', TTL)).text();
    const document = await ask('/latest/dynamic/instance-identity/document', 'GET', { 'x-aws-ec2-metadata-token': token });
    expect(await document.json()).toMatchObject({ region: 'us-east-1', accountId: '123456789012', instanceType: 'm6i.xlarge' });
    expect((await ask('/latest/meta-data/', 'GET', { 'x-aws-ec2-metadata-token': 'made up' })).status).toBe(401);
  },
);

test('the metadata service issues no token for a forwarded request or for a request without a lifetime', async () => {
  const ask = await service('v2-only');
  expect((await ask('/latest/api/token', 'PUT', { ...TTL, 'x-forwarded-for': '10.0.0.1' })).status).toBe(403);
  expect((await ask('/latest/api/token', 'PUT')).status).toBe(400);
});

test('the metadata service behind a bridge answers GET with 401 and leaves PUT unanswered', async () => {
  const ask = await service('hop-limit');
  expect((await ask('/latest/meta-data/')).status).toBe(401);
  await expect(ask('/latest/api/token', 'PUT', TTL)).rejects.toMatchObject({ name: 'TimeoutError' });
});
