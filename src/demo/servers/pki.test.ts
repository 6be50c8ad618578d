/** A certificate of the demo that verifies differently from a real certificate would test the product against a false world. */
import { X509Certificate } from 'node:crypto';
import { connect as connectTcp } from 'node:net';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secure } from '../testing/raw-client.ts';
import { page } from '../web/answer.ts';
import { startHttpsServer } from './https-server.ts';
import { LOOPBACK, type LoopbackServer } from './loopback.ts';
import { createInspectionCa, createPublicCa, type DemoCa, type Leaf } from './pki.ts';

const LEAVES: Readonly<Record<string, Leaf>> = {
  'old.example.com': 'expired',
  'other.example.com': 'for-another-name',
  'early.example.com': 'not-yet-valid',
  'alone.example.com': 'without-intermediate',
  'small.example.com': 'small-key',
  'revoked.example.com': 'revoked',
  'sha1.example.com': 'sha1-signature',
  'named.example.com': 'common-name-only',
  'client.example.com': 'for-clients',
  'constrained.example.com': 'constrained',
  'deep.example.com': 'too-deep',
  'plain.example.com': 'below-no-ca',
};

let web: DemoCa;
let inspector: DemoCa;
let genuine: LoopbackServer;
let inspected: LoopbackServer;
beforeAll(async () => {
  [web, inspector] = await Promise.all([createPublicCa(), createInspectionCa()]);
  const site = (): ReturnType<typeof page> => page('x');
  genuine = await startHttpsServer({ authority: web, site, leafFor: (host) => LEAVES[host] ?? 'sound' });
  inspected = await startHttpsServer({ authority: inspector, site });
});
afterAll(() => Promise.all([genuine.close(), inspected.close()]));

async function verify(server: LoopbackServer, host: string, roots: string[]): Promise<string> {
  const secured = await secure(connectTcp(server.port, LOOPBACK), host, roots).catch((error: Error) => error.message);
  if (typeof secured === 'string') return secured;
  secured.destroy();
  return 'verified';
}

describe('the simulated PKI', () => {
  it.each([
    ['a valid host certificate', 'app.example.com', 'verified'],
    ['a name longer than a common name allows', `${'a'.repeat(60)}.${'b'.repeat(60)}.example.com`, 'verified'],
    ['an expired certificate', 'old.example.com', 'tls CERT_HAS_EXPIRED'],
    ['a certificate for another name', 'other.example.com', 'tls ERR_TLS_CERT_ALTNAME_INVALID'],
    ['a certificate that is not yet valid', 'early.example.com', 'tls CERT_NOT_YET_VALID'],
    ['a leaf without its chain', 'alone.example.com', 'tls UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['a 1024-bit RSA key', 'small.example.com', 'tls UNSPECIFIED'],
    ['a SHA-1 signature', 'sha1.example.com', 'tls UNSPECIFIED'],
    ['a name only in the common name', 'named.example.com', 'verified'],
    ['a client certificate', 'client.example.com', 'tls INVALID_PURPOSE'],
    ['a CA limited to other names', 'constrained.example.com', 'tls UNSPECIFIED'],
    ['a chain with one CA too many', 'deep.example.com', 'tls PATH_LENGTH_EXCEEDED'],
    ['a signer that is not a CA', 'plain.example.com', 'tls UNSPECIFIED'],
    ['a revoked certificate, which only a check of revocation refuses', 'revoked.example.com', 'verified'],
  ])('issues certificates that clients accept or refuse as intended: %s', async (_, host, expected) => {
    expect(await verify(genuine, host, [web.root])).toBe(expected);
  });

  it("does not add the inspector's CA to the public roots", async () => {
    expect(await verify(inspected, 'app.example.com', [web.root])).toBe('tls SELF_SIGNED_CERT_IN_CHAIN');
    expect(await verify(inspected, 'app.example.com', [inspector.root])).toBe('verified');
    expect(await verify(genuine, 'app.example.com', [inspector.root])).toBe('tls UNABLE_TO_GET_ISSUER_CERT_LOCALLY');
  });

  it('sends the leaf and the intermediate, but not the root', async () => {
    const { cert } = await web.credentialsFor('app.example.com');
    const chain = [...cert.split(/(?<=-----END CERTIFICATE-----)\s*/).filter((pem) => pem !== ''), web.root].map(
      (pem) => new X509Certificate(pem),
    );
    expect(chain.map(({ ca }) => ca)).toEqual([false, true, true]);
    for (const [index, certificate] of chain.entries()) {
      const issuer = chain[index + 1] ?? certificate;
      expect(certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)).toBe(true);
    }
  });

  it.each([
    [['h2', 'http/1.1'], 'h2'],
    [['http/1.1'], 'http/1.1'],
  ])('selects, when a client offers the ALPN protocols %j, %s', async (offered, chosen) => {
    const secured = connect({ host: LOOPBACK, port: genuine.port, servername: 'app.example.com', ca: web.root, ALPNProtocols: offered });
    await new Promise((resolve, reject) => secured.once('secureConnect', resolve).once('error', reject));
    expect(secured.alpnProtocol).toBe(chosen);
    secured.destroy();
  });

  it('sends a certificate to a client that sends no server name', async () => {
    const secured = connect({ host: LOOPBACK, port: genuine.port, rejectUnauthorized: false });
    await new Promise((resolve, reject) => secured.once('secureConnect', resolve).once('error', reject));
    expect(secured.getPeerCertificate().subject.CN).toBe('default.demo-hosting.example');
    secured.destroy();
  });
});
