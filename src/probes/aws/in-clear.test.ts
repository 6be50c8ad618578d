/** If these fail, a key id and a session token cross a network unencrypted and without consent. */
import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { awsPhase, call, KEYS, stsError, way } from '../testing/aws-region.ts';
import { network, serve } from '../testing/one-host.ts';
import { listening } from '../testing/pretend.ts';

async function clearEndpoint(environment: Record<string, string>, address?: string) {
  const heard: string[] = [];
  const server = await serve(
    listening(
      createServer((request, response) => {
        heard.push(request.headers.authorization ?? '');
        stsError(response, 403, 'ExpiredToken', 'over');
      }),
    ),
  );
  const net = await network({ environment: { ...KEYS, ...environment } });
  net.map(4566, server.server, 'tcp', address);
  return { net, heard };
}

describe('AWS calls to an address without TLS', () => {
  test.each(['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_STS'])('are sent only with consent when %s sets the address', async (name) => {
    const { net, heard } = await clearEndpoint({ [name]: 'http://aws.example.test:4566' });
    const seen = await call(net, 'get-caller-identity');
    expect([seen.failure?.kind, way(seen), heard]).toEqual(['aws.in-clear', 'aws!', []]);
    expect(seen.endpoint).toEqual({ host: 'aws.example.test', port: 4566, custom: name });
    expect(awsPhase(seen)).toMatchObject({ customEndpoint: name, attempts: 0 });
    // A role is assumed at STS before any other call.
    expect((await call(net, 'describe-regions')).failure?.kind).toBe('aws.in-clear');
    const agreed = await call(net, 'get-caller-identity', {}, { mayGoInClear: true });
    expect([agreed.failure?.kind, heard.length]).toEqual(['aws.expired', 1]);
  });

  test('are sent without consent when the address is loopback, as that of an emulator', async () => {
    const { net, heard } = await clearEndpoint({ AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' }, '127.0.0.1');
    expect((await call(net, 'get-caller-identity')).failure?.kind).toBe('aws.expired');
    expect(heard).toHaveLength(1);
  });

  test('are reported as lacking credentials, not consent, when there are no credentials', async () => {
    const { net } = await clearEndpoint({
      AWS_ENDPOINT_URL: 'http://aws.example.test:4566',
      AWS_ACCESS_KEY_ID: '',
      AWS_SECRET_ACCESS_KEY: '',
    });
    expect((await call(net, 'get-caller-identity')).failure?.kind).toBe('aws.no-credentials');
  });
});
