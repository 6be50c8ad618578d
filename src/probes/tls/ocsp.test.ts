/** If these fail, a certificate that its own CA has revoked passes for a good one, or a good one for revoked. */

import { X509Certificate } from 'node:crypto';
import { createServer } from 'node:https';
import { beforeAll, describe, expect, it } from 'vitest';
import { publicAuthority } from '../../demo/servers/pki.ts';
import { HOST, network, phase, serve, URL_OF } from '../testing/one-host.ts';
import { fetchIn, listening } from '../testing/pretend.ts';
import { stapledStatus } from './ocsp.ts';

describe('an answer that is stapled', () => {
  it('that the certificate is revoked fails the handshake, and says since when', async () => {
    const authority = await publicAuthority();
    const { key, cert } = await authority.credentialsFor(HOST, 'revoked');
    const server = createServer({ key, cert }, (_request, response) => response.end('well'));
    server.on('OCSPRequest', (certificate: Buffer, _issuer: Buffer, done: (error: null, answer: Buffer | null) => void) =>
      done(null, authority.stapleFor(certificate)),
    );
    const net = await network({ publicRoots: [authority.root] });
    net.map(443, (await serve(listening(server))).server);
    const seen = await fetchIn(net.world, URL_OF);
    expect(seen.failure).toMatchObject({ kind: 'tls.revoked', code: 'CERT_REVOKED' });
    expect(phase(seen, 'tls')).toMatchObject({
      trust: { public: 'trusted' },
      stapled: { status: 'revoked', revokedAt: expect.stringMatching(/^20\d\d-\d\d-\d\dT/) },
    });
  });

  let answer: Buffer | null;
  let leaf: X509Certificate;
  beforeAll(async () => {
    const authority = await publicAuthority();
    const { cert } = await authority.credentialsFor(HOST, 'revoked');
    leaf = new X509Certificate(cert);
    answer = authority.stapleFor(leaf.raw);
  });

  it('about another certificate says nothing', async () => {
    const other = new X509Certificate((await (await publicAuthority()).credentialsFor(HOST)).cert);
    expect(stapledStatus(answer, leaf)?.status).toBe('revoked');
    expect(stapledStatus(answer, other)).toBeNull();
  });

  it('that is cut off, or no answer at all, says nothing', () => {
    for (let length = 0; length < (answer?.length ?? 0); length += 1)
      expect(stapledStatus(answer?.subarray(0, length) ?? null, leaf)).toBeNull();
    expect(stapledStatus(Buffer.from('30030a0106', 'hex'), leaf)).toBeNull();
    expect(stapledStatus(null, leaf)).toBeNull();
  });
});
