/** If these fail, a revoked certificate counts as good, or another CA can revoke a good one. */

// Must be loaded before x509.
import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExtendedKeyUsage } from '@peculiar/x509';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OcspOverrides, ocspResponse } from '../../demo/servers/ocsp.ts';
import { createPublicCa } from '../../demo/servers/pki.ts';
import type { Verifier } from '../../model/verifier.ts';
import { childrenOf, parseElements } from '../machine/trust/der.ts';
import { type Issued, issue, rootOf } from '../testing/certificates.ts';
import { HOST, network, phase, serve, URL_OF } from '../testing/one-host.ts';
import { fetchIn, listening } from '../testing/pretend.ts';
import { stapledStatus } from './ocsp.ts';

const node = ({ pem }: Issued) => new X509Certificate(pem);
const DAY = 86_400_000;

async function seenWith(staple: Buffer | null, leaf: Issued, root: Issued, verifier: Verifier = 'chromium') {
  const server = createServer({ key: leaf.key, cert: leaf.pem }, (_request, response) => response.end('well'));
  server.on('OCSPRequest', (_certificate: Buffer, _issuer: Buffer, done: (error: null, answer: Buffer | null) => void) =>
    done(null, staple),
  );
  const net = await network({ publicRoots: [root.pem] });
  net.map(443, (await serve(listening(server))).server);
  return fetchIn(net.world, URL_OF, { verifier });
}

let root: Issued;
let leaf: Issued;
/** The issuer's delegated OCSP responder; the others are not delegated. */
let delegate: Issued;
let parties: Record<'plain' | 'stale' | 'stranger' | 'foreign' | 'namesake', Issued>;

beforeAll(async () => {
  root = await rootOf('Revoking Root');
  leaf = await issue({ name: HOST, issuer: root });
  const signing = { extendedKeyUsage: [ExtendedKeyUsage.ocspSigning], dnsNames: [] };
  delegate = await issue({ name: 'Responder', issuer: root, ...signing });
  const stranger = await rootOf('Stranger Root');
  parties = {
    plain: await issue({ name: 'Plain', issuer: root }),
    stale: await issue({
      name: 'Stale Responder',
      issuer: root,
      ...signing,
      notBefore: new Date(Date.now() - 9 * DAY),
      notAfter: new Date(Date.now() - DAY),
    }),
    stranger,
    foreign: await issue({ name: 'Foreign Responder', issuer: stranger, ...signing }),
    namesake: await rootOf('Revoking Root'),
  };
});

/** A label, the response, our verdict, and the verdict of `openssl ocsp` (null if it does not check this). */
const ANSWERS: readonly [string, () => OcspOverrides, string, RegExp | null][] = [
  ['signed by the issuer', () => ({}), 'revoked', /: revoked\n.*Response verify OK/s],
  ['signed by the issuer, with the status good', () => ({ status: 'good' }), 'good', /: good\n.*Response verify OK/s],
  ["signed by the issuer's responder", () => ({ signer: delegate, sent: [delegate.certificate] }), 'revoked', /Response verify OK/],
  [
    'signed with another certificate of the issuer',
    () => ({ signer: parties.plain, sent: [parties.plain.certificate] }),
    'signature',
    /Verify Failure/i,
  ],
  [
    'signed by a responder whose certificate has expired',
    () => ({ signer: parties.stale, sent: [parties.stale.certificate] }),
    'signature',
    /Verify Failure/i,
  ],
  [
    "signed by another CA's responder",
    () => ({ signer: parties.foreign, sent: [parties.foreign.certificate] }),
    'signature',
    /Verify Failure/i,
  ],
  ['signed by another CA', () => ({ signer: parties.stranger, sent: [parties.stranger.certificate] }), 'signature', /Verify Failure/i],
  ['signed by the server itself', () => ({ signer: leaf, sent: [leaf.certificate] }), 'signature', /Verify Failure/i],
  [
    'signed by another CA of the same name',
    () => ({ signer: parties.namesake, sent: [parties.namesake.certificate] }),
    'signature',
    /Verify Failure/i,
  ],
  ['outdated since two days', () => ({ days: { from: -9, until: -2 } }), 'outdated', /expired|invalid/i],
  ['not yet valid', () => ({ days: { from: 1, until: 3 } }), 'outdated', /not yet valid|invalid/i],
  ['eight days old, without an end date', () => ({ days: { from: -8, until: null } }), 'outdated', null],
  ['new, without an end date', () => ({ days: { from: -0.1, until: null } }), 'revoked', /Response verify OK/],
  ['about another certificate', () => ({ serial: '1234567890' }), 'other-certificate', /No Status found/i],
];

const has = /^OpenSSL 3\./.test(spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout ?? '');
const folder = mkdtempSync(join(tmpdir(), 'ocsp-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a stapled OCSP response', () => {
  it.each(ANSWERS)('gets the expected verdict when it is %s', async (_what, answered, expected, openssl) => {
    const answer = await ocspResponse(leaf.certificate, root, answered());
    const said = stapledStatus(answer, node(leaf), [node(parties.stranger), node(root)]);
    expect(said?.unusable ?? said?.status).toBe(expected);
    if (said?.unusable !== undefined) expect(said).toMatchObject({ status: 'unknown', revokedAt: null });
    if (has && openssl !== null) expect(opensslSays(answer)).toMatch(openssl);
  });

  it('cannot be used when its CA is unknown', async () => {
    const answer = await ocspResponse(leaf.certificate, root);
    expect(stapledStatus(answer, node(leaf), [])?.unusable).toBe('issuer-unknown');
  });

  it('cannot be used when it is signed with an insecure hash', async () => {
    const answer = await ocspResponse(leaf.certificate, root);
    // ecdsa-with-SHA256 (RFC 5758 §3.2), and the one before it, with SHA-224.
    const at = answer.indexOf(Buffer.from('06082a8648ce3d040302', 'hex'));
    answer[at + 9] = 0x01;
    expect(at).toBeGreaterThan(0);
    expect(stapledStatus(answer, node(leaf), [node(root)])?.unusable).toBe('algorithm');
  });

  it('never counts as revoked when it is truncated or altered', async () => {
    const answer = await ocspResponse(leaf.certificate, root);
    const says = (bytes: Buffer) => stapledStatus(bytes, node(leaf), [node(root)])?.status;
    const [, wrapped] = childrenOf(parseElements(answer)[0]);
    const [, basic] = childrenOf(childrenOf(wrapped)[0]);
    const [data, , signature] = childrenOf(parseElements(basic?.content ?? Buffer.alloc(0))[0]);
    const isSigned = (at: number) => [data, signature].some((part) => part !== undefined && isWithin(answer, part.whole, at));
    expect(says(answer)).toBe('revoked');
    for (let at = 0; at < answer.length; at += 1) {
      expect(says(answer.subarray(0, at))).toBe('unknown');
      const changed = Buffer.from(answer);
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      if (isSigned(at)) expect(says(changed)).toBe('unknown');
    }
    expect(says(Buffer.from('30030a0106', 'hex'))).toBe('unknown');
    expect(stapledStatus(null, node(leaf), [node(root)])).toBeNull();
  });
});

describe('a handshake with a stapled OCSP response', () => {
  it('fails if the CA says that the certificate is revoked, and reports the date', async () => {
    const authority = await createPublicCa();
    const { key, cert } = await authority.credentialsFor(HOST, 'revoked');
    const [first = ''] = cert.split(/(?<=-----END CERTIFICATE-----)/);
    const server = createServer({ key, cert }, (_request, response) => response.end('well'));
    const staple = authority.stapleFor(new X509Certificate(first).raw);
    server.on('OCSPRequest', (_certificate: Buffer, _issuer: Buffer, done: (error: null, answer: Buffer | null) => void) =>
      done(null, staple),
    );
    const net = await network({ publicRoots: [authority.root] });
    net.map(443, (await serve(listening(server))).server);
    const seen = await fetchIn(net.world, URL_OF, { verifier: 'chromium' });
    expect(seen.failure).toMatchObject({ kind: 'tls.revoked', code: 'CERT_REVOKED' });
    expect(phase(seen, 'tls')).toMatchObject({
      trust: { public: 'trusted' },
      stapled: { status: 'revoked', revokedAt: expect.stringMatching(/^20\d\d-\d\d-\d\dT/) },
    });
  });

  it('also fails if the response is signed by a root that only the trust store contains', async () => {
    const seen = await seenWith(await ocspResponse(leaf.certificate, root), leaf, root);
    expect(seen.failure?.kind).toBe('tls.revoked');
  });

  it.each(['openssl', 'go', 'java'] as const)(
    'passes for %s, which does not check the response, but the response is reported',
    async (verifier) => {
      const seen = await seenWith(await ocspResponse(leaf.certificate, root), leaf, root, verifier);
      expect(seen.failure).toBeNull();
      expect(phase(seen, 'tls')).toMatchObject({ ok: true, tolerated: { kind: 'tls.revoked' }, stapled: { status: 'revoked' } });
    },
  );

  it('passes if another CA signed the response, and the response is reported as unusable', async () => {
    const answer = await ocspResponse(leaf.certificate, root, { signer: parties.stranger });
    const seen = await seenWith(answer, leaf, root);
    expect(seen.failure).toBeNull();
    expect(phase(seen, 'tls').stapled).toEqual({ status: 'unknown', revokedAt: null, unusable: 'signature' });
  });
});

function isWithin(answer: Buffer, part: Buffer, at: number): boolean {
  const from = part.byteOffset - answer.byteOffset;
  return at >= from && at < from + part.length;
}

/** The output of `openssl ocsp` for the same response, with only the root trusted. */
function opensslSays(answer: Buffer): string {
  const file = (name: string, content: Buffer | string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const issuer = file('root.pem', root.pem);
  const said = spawnSync(
    'openssl',
    [
      'ocsp',
      '-respin',
      file('answer.der', answer),
      '-issuer',
      issuer,
      '-cert',
      file('leaf.pem', leaf.pem),
      '-CAfile',
      issuer,
      '-no-CApath',
    ],
    { encoding: 'utf8' },
  );
  return `${said.stdout}${said.stderr}`;
}
