/** If these fail, a machine without an account looks like a blocked server, or a token of a service account is kept. */
import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { startHttpServer } from '../../demo/servers/https-server.ts';
import { type GoogleMetadataMode, googleMetadata } from '../../demo/web/google-metadata.ts';
import { type GoogleMetadataObservation, Observation } from '../../model/observation.ts';
import { urlTarget } from '../../model/target.ts';
import { network, serve } from '../testing/one-host.ts';
import { aRequest, listening, measure } from '../testing/pretend.ts';

const ADDRESS = '169.254.169.254';
const REQUEST = aRequest('google-metadata', urlTarget('http://metadata.google.internal/computeMetadata/v1/'), { stageMs: 400 });

async function ask(mode: GoogleMetadataMode | 'refuse' | 'drop' | 'mute', environment: Record<string, string> = {}) {
  const net = await network({ environment });
  let close = async () => {};
  if (mode === 'refuse') net.map(80, { to: 'refuse' }, 'tcp', ADDRESS);
  else if (mode === 'mute') net.map(80, (await serve(listening(createServer(() => {})))).server, 'tcp', ADDRESS);
  else if (mode !== 'drop') {
    const server = await startHttpServer(googleMetadata(mode));
    close = server.close;
    net.map(80, server.port, 'tcp', ADDRESS);
  }
  const seen = await measure(net.world, REQUEST);
  await close();
  expect(Observation.safeParse(seen).error).toBeUndefined();
  expect(JSON.stringify(seen)).not.toMatch(/ya29|access_token|123456789012/);
  return seen as GoogleMetadataObservation;
}

const status = (code: number | null) => ({ 'http.response.status_code': code });

describe('the probe of Google’s metadata server', () => {
  test('reads zone and scopes, and checks that a token is issued without storing it', async () => {
    const seen = await ask('fine');
    expect([seen.failure, seen.facts]).toEqual([
      null,
      {
        ...{ connected: true, isGoogle: true, zone: 'europe-west1-b', account: status(200) },
        ...{ scopes: ['cloud-platform'], token: status(200) },
      },
    ]);
  });

  test('reports a machine without a service account, and then requests no token', async () => {
    const seen = await ask('no-account');
    expect([seen.failure?.kind, seen.failure?.code]).toEqual(['http.status', 'HTTP_404']);
    expect(seen.facts).toMatchObject({ isGoogle: true, account: status(404), token: null, scopes: [] });
  });

  test('does not mistake another server with status 200 for Google’s', async () => {
    const seen = await ask('other');
    expect([seen.failure?.kind, seen.facts?.connected, seen.facts?.isGoogle]).toEqual(['http.status', true, false]);
  });

  test.each([
    ['drop', 'tcp.timeout', false],
    ['refuse', 'tcp.refused', false],
    ['mute', 'http.timeout', true],
  ] as const)('reports a server that does not answer: %s', async (mode, kind, connected) => {
    const seen = await ask(mode);
    expect([seen.failure?.kind, seen.facts?.connected, seen.facts?.isGoogle]).toEqual([kind, connected, false]);
  });

  test('never uses a proxy', async () => {
    expect((await ask('fine', { HTTP_PROXY: 'http://proxy.example.test:3128' })).facts?.isGoogle).toBe(true);
  });
});
