/** If these fail, an intercepted connection counts as genuine, or a genuine one as intercepted. */
// Must be loaded before x509.
import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { ExtendedKeyUsage } from '@peculiar/x509';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Verifier } from '../../model/verifier.ts';
import { type Issued, issue, newKeys, rootOf } from '../testing/certificates.ts';
import { certificateFacts } from './certificate-facts.ts';
import { parseCertificates, pemCertificates } from './pem.ts';
import { CertificateStore } from './trust-path.ts';
import { judgeChain, trustResultOf } from './verify.ts';

const DAY = 86_400_000;
const NOW = new Date();
const HOST = 'app.example.test';
const of = (...issued: Issued[]) => issued.map(({ pem }) => new X509Certificate(pem));
const store = (...issued: Issued[]) => new CertificateStore(of(...issued));

let root: Issued;
let intermediate: Issued;
let leaf: Issued;

beforeAll(async () => {
  root = await rootOf('Root');
  intermediate = await issue({ name: 'Intermediate', issuer: root, ca: true });
  leaf = await issue({ name: HOST, issuer: intermediate });
});

describe('a trust store', () => {
  it('verifies the server’s chain, in any order, with or without the root', async () => {
    expect(await trustResultOf(of(leaf, intermediate), store(root))).toBe('trusted');
    expect(await trustResultOf(of(leaf, root, intermediate), store(root))).toBe('trusted');
  });

  it('does not verify a chain without its intermediate', async () => {
    expect(await trustResultOf(of(leaf), store(root))).toBe('untrusted');
  });

  it('does not verify a chain when the trusted CA has the same name but another key', async () => {
    const namesake = await rootOf('Root');
    const forged = await issue({ name: HOST, issuer: intermediate, signWith: namesake.keys.privateKey });
    expect(await trustResultOf(of(leaf, intermediate), store(namesake))).toBe('untrusted');
    expect(await trustResultOf(of(forged, intermediate), store(root))).toBe('untrusted');
  });

  it('does not verify a chain through a certificate that is not a CA certificate', async () => {
    const plain = await issue({ name: 'Plain', issuer: root });
    const below = await issue({ name: HOST, issuer: plain });
    expect(await trustResultOf(of(below, plain), store(root))).toBe('untrusted');
  });

  it('verifies a cross-signed root by either signature', async () => {
    const old = await rootOf('Old Root');
    const young = await rootOf('Young Root');
    const cross = await issue({ name: 'Young Root', issuer: old, ca: true, keys: young.keys });
    const server = await issue({ name: HOST, issuer: young });
    expect(await trustResultOf(of(server, cross), store(young))).toBe('trusted');
    expect(await trustResultOf(of(server, cross), store(old))).toBe('trusted');
  });

  it('verifies a chain by a leaf or an intermediate that the store contains', async () => {
    const own = await issue({ name: HOST });
    expect(await trustResultOf(of(own), store(own))).toBe('trusted');
    expect(await trustResultOf(of(own), store(root))).toBe('untrusted');
    expect(await trustResultOf(of(leaf), store(intermediate))).toBe('trusted');
  });

  it('does not loop when chains are circular', async () => {
    const one = await rootOf('One');
    const two = await issue({ name: 'Two', issuer: one, ca: true });
    const oneByTwo = await issue({ name: 'One', issuer: two, ca: true, keys: one.keys });
    const server = await issue({ name: HOST, issuer: two });
    expect(await trustResultOf(of(server, two, oneByTwo), store(root))).toBe('untrusted');
  });

  it('is searched only for certificates that belong to the chain', () => {
    const many = new CertificateStore([...parseCertificates(rootCertificates), ...of(root)]);
    expect(many.about(of(leaf, intermediate)).map(({ subject }) => subject)).toEqual([of(root)[0]?.subject]);
  });
});

describe('the verdict on a chain', () => {
  const stores = (trusted: CertificateStore | null) => ({ public: trusted, system: null, extra: null, own: null, named: null });

  it('reports an unknown issuer before an expired certificate, and an expired certificate before a wrong name', async () => {
    const other = await rootOf('Other');
    const stale = await issue({
      name: 'other.test',
      issuer: root,
      notBefore: new Date(NOW.getTime() - 9 * DAY),
      notAfter: new Date(NOW.getTime() - DAY),
    });
    const kind = async (chain: Issued[], trusted: CertificateStore) =>
      (await judgeChain(of(...chain), HOST, stores(trusted), ['public'])).failure?.kind;
    expect(await kind([stale], store(other))).toBe('tls.unknown-issuer');
    expect(await kind([stale], store(root))).toBe('tls.expired');
    expect(await kind([await issue({ name: 'other.test', issuer: root })], store(root))).toBe('tls.name-mismatch');
    expect((await judgeChain([], HOST, stores(store(root)), ['public'])).failure?.kind).toBe('tls.bad-certificate');
  });

  it('depends only on the trust stores that the program reads', async () => {
    const known = { public: store(), system: store(root), extra: null, own: null, named: null };
    expect(await judgeChain(of(leaf, intermediate), HOST, known, ['public'])).toMatchObject({
      trust: { public: 'untrusted', system: 'trusted', extra: 'unknown' },
      failure: { kind: 'tls.unknown-issuer' },
    });
    expect((await judgeChain(of(leaf, intermediate), HOST, known, ['public', 'system'])).failure).toBeNull();
  });

  it('combines a program’s trust stores when none of them contains the whole path', async () => {
    const known = { public: store(root), system: store(intermediate), extra: null, own: null, named: null };
    const parts = { ...known, public: store(), extra: store() };
    expect((await judgeChain(of(leaf), HOST, known, ['public', 'system'])).failure).toBeNull();
    expect((await judgeChain(of(leaf), HOST, parts, ['public', 'extra'])).failure?.kind).toBe('tls.unknown-issuer');
  });

  it('requires one path that is valid now, and shows an expired intermediate', async () => {
    const stale = await issue({
      name: 'Intermediate',
      issuer: root,
      ca: true,
      keys: intermediate.keys,
      notBefore: new Date(NOW.getTime() - 9 * DAY),
      notAfter: new Date(NOW.getTime() - DAY),
    });
    expect((await judgeChain(of(leaf, stale), HOST, stores(store(root)), ['public'])).failure?.kind).toBe('tls.expired');
    expect((await judgeChain(of(leaf, stale, intermediate), HOST, stores(store(root)), ['public'])).failure).toBeNull();
  });
});

it('a chain that is longer than a CA allows is refused for its length, even if OpenSSL reports a purpose error first', async () => {
  const clients = { extendedKeyUsage: [ExtendedKeyUsage.clientAuth] };
  const judged = async (pathLength: number) => {
    const upper = await issue({ name: 'Upper', issuer: root, ca: true, ...clients });
    const middle = await issue({ name: 'Middle', issuer: upper, ca: true, pathLength });
    const lower = await issue({ name: 'Lower', issuer: middle, ca: true });
    const server = await issue({ name: HOST, issuer: lower });
    const known = { public: store(), system: store(root), extra: null, own: null, named: null };
    return judgeChain(of(server, lower, middle, upper), HOST, known, ['public', 'system'], 'java');
  };
  expect((await judged(0)).failure).toEqual({ kind: 'tls.path-length', code: 'PATH_LENGTH_EXCEEDED' });
  expect(await judged(1)).toMatchObject({ failure: null, tolerated: { kind: 'tls.invalid-purpose' } });
});

it('a certificate is reported with subject, issuer, names, dates and digest', () => {
  expect(certificateFacts(new X509Certificate(leaf.pem), true)).toMatchObject({
    subject: { commonName: HOST, organization: 'Example' },
    issuer: { commonName: 'Intermediate', organization: 'Example' },
    names: [HOST],
    selfSigned: false,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    notBefore: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
  });
});

it('a certificate with an unknown key type verifies nothing', async () => {
  const raw = Buffer.from(new X509Certificate(root.pem).raw);
  // id-ecPublicKey (RFC 5480 §2.1.1), replaced by an unassigned number.
  raw[raw.indexOf(Buffer.from('2a8648ce3d0201', 'hex')) + 6] = 0x09;
  const odd = new X509Certificate(raw);
  expect(certificateFacts(odd, false)).toMatchObject({ selfSigned: false });
  const known = { public: new CertificateStore([odd]), system: store(root), extra: null, own: null, named: null };
  const judged = (verifier: Verifier, issued: Issued) =>
    judgeChain([...of(issued, intermediate), odd], HOST, known, ['public', 'system'], verifier);
  expect((await judged('java', leaf)).failure).toBeNull();
  const small = await issue({ name: HOST, issuer: intermediate, keys: await newKeys(1024) });
  expect(await judged('java', small)).toMatchObject({ failure: null, tolerated: { kind: 'tls.key-too-small' } });
  expect(await judged('openssl', small)).toMatchObject({ failure: { kind: 'tls.key-too-small' }, flaws: ['small-rsa-key'] });
  const clients = await issue({ name: HOST, issuer: intermediate, extendedKeyUsage: [ExtendedKeyUsage.clientAuth] });
  expect(await judged('go', clients)).toMatchObject({ failure: { kind: 'tls.invalid-purpose' }, flaws: [] });
});

it('PEM blocks are found between comments, and damaged ones are skipped', () => {
  const text = `# Example\n${leaf.pem}\nnonsense\n${root.pem}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`;
  expect(pemCertificates(text)).toHaveLength(3);
  expect(parseCertificates(pemCertificates(text))).toHaveLength(2);
});
