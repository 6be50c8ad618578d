/** If these fail, a row is met on a chain that OpenSSL refuses, or fails on one that it accepts. */
import { X509Certificate } from 'node:crypto';
import { createServer } from 'node:https';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Issued } from '../testing/certificates.ts';
import { type Ground, groundOf } from '../testing/chain-ground.ts';
import { CHAINS } from '../testing/chains.ts';
import { HOST, network, phase, serve, URL_OF } from '../testing/one-host.ts';
import { fetchIn, listening } from '../testing/pretend.ts';
import { opensslVerdict } from './openssl.ts';

const of = (issued: readonly Issued[]) => issued.map(({ pem }) => new X509Certificate(pem));

describe.each(['RSA', 'EC'] as const)('a chain of %s keys', (keys) => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await groundOf(keys, HOST);
  });

  it.each(CHAINS)('has the same verdict as in OpenSSL: $name', async ({ make, openssl, kind }) => {
    const { sent, store } = await make(ground);
    // Node compares the name itself; `test/certificates/` asks the program `openssl` for both.
    if (openssl !== 'HOSTNAME_MISMATCH') expect(await opensslVerdict(of(sent), of(store))).toBe(openssl);
    const server = createServer(
      { key: sent[0]?.key, cert: sent.map(({ pem }) => pem).join(''), ciphers: 'DEFAULT@SECLEVEL=0' },
      (_request, response) => response.end('well'),
    );
    const net = await network({ publicRoots: store.map(({ pem }) => pem) });
    net.map(443, (await serve(listening(server))).server);
    const seen = await fetchIn(net.world, URL_OF);
    expect(seen.failure?.kind ?? null).toBe(kind);
    expect(phase(seen, 'tls').handshakeCompleted).toBe(true);
  });
});
