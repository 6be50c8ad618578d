/** If these fail, a machine without a network, or a trust file that no program can read, goes unnoticed. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HostFacts } from '../../model/host-facts.ts';
import { Observation } from '../../model/observation.ts';
import { aRequest, measure, TEST_LIMITS } from '../testing/pretend.ts';
import { systemWorld } from '../world.ts';
import { readHostFacts } from './host-probe.ts';
import { hasDefaultRoute4, hasDefaultRoute6 } from './routes.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trust-files-'));
});
afterAll(() => rm(folder, { recursive: true }));

const worldOf = (environment: Record<string, string>) => systemWorld({ environment, version: '0' });

describe('the host facts', () => {
  it('are read completely, however short the timeout of a connection is', async () => {
    const limits = { ...TEST_LIMITS, stageMs: 1 };
    const seen = await measure(worldOf({ ...process.env } as Record<string, string>), aRequest('host', { kind: 'host' }), { limits });
    expect(seen).toMatchObject({ state: 'completed', facts: { platform: process.platform } });
  });

  it('contain no value of an environment variable', async () => {
    const facts = await readHostFacts(
      worldOf({
        HTTPS_PROXY: 'http://alice:hunter2@proxy.corp:3128',
        no_proxy: 'localhost, 10.0.0.0/8, a:hunter2@b',
        AWS_ENDPOINT_URL_S3: 'https://key:hunter2@s3.corp',
        NODE_TLS_REJECT_UNAUTHORIZED: '0',
      }),
    );
    expect(HostFacts.parse(facts)).toEqual(facts);
    expect(facts).toMatchObject({
      proxies: [{ name: 'HTTPS_PROXY', host: 'proxy.corp', port: 3128, hasCredentials: true }],
      noProxy: [{ name: 'no_proxy', hasBlanks: true, unreadable: 1 }],
      awsEndpointVariables: ['AWS_ENDPOINT_URL_S3'],
      verificationDisabled: true,
    });
    expect(JSON.stringify(facts)).not.toContain('hunter2');
    expect(facts.resolvers.length).toBeGreaterThan(0);
  });

  it('match the schema of an observation', async () => {
    const seen = await measure(worldOf({}), aRequest('host', { kind: 'host' }));
    expect(seen).toMatchObject({ probe: 'host', state: 'completed', failure: null });
    expect(Observation.parse(seen)).toEqual(seen);
  });
});

describe('a trust file', () => {
  const root = `${rootCertificates[0]}\n`;
  it.each([
    ['sound', `# comment\n${root}${root}`, 2],
    ['empty', '', 0],
    ['not-pem', 'MIIB', 0],
    ['not-pem', `${root}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`, 1],
    ['too-large', 'x'.repeat(4 * 1024 * 1024 + 1), 0],
  ])('is reported as %s', async (state, text, certificates) => {
    const path = join(folder, 'ca.pem');
    await writeFile(path, text);
    expect((await readHostFacts(worldOf({ NODE_EXTRA_CA_CERTS: path }))).trustFiles).toEqual([
      { variable: 'NODE_EXTRA_CA_CERTS', path, state, certificates },
    ]);
  });

  it('is reported as missing if it does not exist, and as unreadable if it is not a regular file', async () => {
    const facts = await readHostFacts(
      worldOf({ AWS_CA_BUNDLE: join(folder, 'nowhere.pem'), SSL_CERT_FILE: folder, SSL_CERT_DIR: join(folder, 'no') }),
    );
    expect(facts.trustFiles.map(({ variable, state }) => `${variable} ${state}`)).toEqual([
      'SSL_CERT_FILE unreadable',
      'SSL_CERT_DIR missing',
      'AWS_CA_BUNDLE missing',
    ]);
  });
});

describe('a default route', () => {
  it('is read from the kernel’s tables', () => {
    const head = 'Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n';
    expect(hasDefaultRoute4(`${head}eth0\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n`)).toBe(true);
    expect(hasDefaultRoute4(`${head}eth0\t0001A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0\n`)).toBe(false);
    expect(hasDefaultRoute4(`${head}*\t00000000\t00000000\t0200\t0\t0\t0\t00000000\t0\t0\t0\n`)).toBe(false);
    const none = '0'.repeat(32);
    expect(hasDefaultRoute6(`${none} 00 ${none} 00 fe800000000000000000000000000001 00000400 1 0 00000003 eth0\n`)).toBe(true);
    expect(hasDefaultRoute6(`${none} 00 ${none} 00 ${none} ffffffff 1 0 00200200 lo\n`)).toBe(false);
    expect(hasDefaultRoute4('')).toBe(false);
  });
});
