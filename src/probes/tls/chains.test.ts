/** If these fail, a row is met on a chain that OpenSSL refuses, or fails on one that it accepts. */
import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Issued } from '../testing/certificates.ts';
import { CHAIN_HOST, CHAINS, type Ground, groundOf, type Keys } from '../testing/chains.ts';
import { network, phase, serve, URL_OF } from '../testing/one-host.ts';
import { fetchIn, listening } from '../testing/pretend.ts';
import { opensslVerdict } from './openssl.ts';

const grounds = new Map<Keys, Ground>();
beforeAll(async () => {
  for (const keys of ['RSA', 'EC'] as const) grounds.set(keys, await groundOf(keys));
});
const of = (issued: readonly Issued[]) => issued.map(({ pem }) => new X509Certificate(pem));

describe.each(['RSA', 'EC'] as const)('a chain of %s keys', (keys) => {
  it.each(CHAINS)('is judged as OpenSSL judges it: $name', async ({ make, openssl, kind }) => {
    const { sent, store } = await make(grounds.get(keys) as Ground);
    const said = await opensslVerdict(of(sent), of(store));
    // Node compares the name itself.
    if (openssl !== 'HOSTNAME_MISMATCH') expect(said).toBe(openssl);
    const net = await network({ publicRoots: store.map(({ pem }) => pem) });
    const [leaf] = sent;
    const server = createServer(
      { key: leaf?.key, cert: sent.map(({ pem }) => pem).join(''), ciphers: 'DEFAULT@SECLEVEL=0' },
      (_request, response) => response.end('well'),
    );
    net.map(443, (await serve(listening(server))).server);
    const seen = await fetchIn(net.world, URL_OF);
    expect(seen.failure?.kind ?? null).toBe(kind);
    expect(phase(seen, 'tls').handshakeCompleted).toBe(true);
  });
});
void CHAIN_HOST;
void execFile;
void mkdtemp;
void rm;
void writeFile;
void tmpdir;
void join;
void promisify;
void afterAll;
