/** If these fail, an intercepted connection passes for a genuine one, or a genuine one for intercepted. */
import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Issued, issue, rootOf } from '../testing/certificates.ts';
import { certificateFacts } from './certificate-facts.ts';
import { parsed, pemCertificates } from './pem.ts';
import { CertificateStore, trustPath } from './trust-path.ts';
import { judgeChain } from './verify.ts';

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

describe('a path', () => {
  it('leads through what the server sent, in any order, with or without the root', () => {
    expect(trustPath(of(leaf, intermediate), store(root), null)).toHaveLength(3);
    expect(trustPath(of(leaf, root, intermediate), store(root), null)).toHaveLength(3);
  });

  it('breaks without the intermediate, as it does for clients', () => {
    expect(trustPath(of(leaf), store(root), null)).toBeNull();
  });

  it('needs the right key behind the right name', async () => {
    const namesake = await rootOf('Root');
    const forged = await issue({ name: HOST, issuer: intermediate, signWith: namesake.keys.privateKey });
    expect(trustPath(of(leaf, intermediate), store(namesake), null)).toBeNull();
    expect(trustPath(of(forged, intermediate), store(root), null)).toBeNull();
    expect(trustPath(of(leaf, intermediate), store(namesake, root), null)).toHaveLength(3);
  });

  it('does not lead through a certificate that may not sign', async () => {
    const plain = await issue({ name: 'Plain', issuer: root });
    const below = await issue({ name: HOST, issuer: plain });
    expect(trustPath(of(below, plain), store(root), null)).toBeNull();
  });

  it('passes a cross-signed root by either signature', async () => {
    const old = await rootOf('Old Root');
    const young = await rootOf('Young Root');
    const cross = await issue({ name: 'Young Root', issuer: old, ca: true, keys: young.keys });
    const server = await issue({ name: HOST, issuer: young });
    expect(trustPath(of(server, cross), store(young), null)).not.toBeNull();
    expect(trustPath(of(server, cross), store(old), null)).toHaveLength(3);
  });

  it('may begin and end with a leaf that the store itself holds', async () => {
    const own = await issue({ name: HOST });
    expect(trustPath(of(own), store(own), null)).toHaveLength(1);
    expect(trustPath(of(own), store(root), null)).toBeNull();
  });

  it('ends on chains that go round in circles', async () => {
    const one = await rootOf('One');
    const two = await issue({ name: 'Two', issuer: one, ca: true });
    const oneByTwo = await issue({ name: 'One', issuer: two, ca: true, keys: one.keys });
    const server = await issue({ name: HOST, issuer: two });
    expect(trustPath(of(server, two, oneByTwo), store(root), null)).toBeNull();
  });

  it('finds every root of the bundled list in that list', () => {
    const roots = parsed(rootCertificates);
    const bundled = new CertificateStore(roots);
    expect(roots.filter((certificate) => trustPath([certificate], bundled, null) === null)).toEqual([]);
  });
});

describe('the judgement', () => {
  const stores = (trusted: CertificateStore | null) => ({ public: trusted, system: null, extra: null, own: null, named: null });

  it('takes the issuer before the dates and the dates before the name', async () => {
    const other = await rootOf('Other');
    const stale = await issue({
      name: 'other.test',
      issuer: root,
      notBefore: new Date(NOW.getTime() - 9 * DAY),
      notAfter: new Date(NOW.getTime() - DAY),
    });
    const kind = (chain: Issued[], trusted: CertificateStore) => judgeChain(of(...chain), HOST, stores(trusted), ['public'], NOW).failure;
    expect(kind([stale], store(other))).toBe('tls.unknown-issuer');
    expect(kind([stale], store(root))).toBe('tls.expired');
    expect(kind([await issue({ name: 'other.test', issuer: root })], store(root))).toBe('tls.name-mismatch');
    expect(judgeChain([], HOST, stores(store(root)), ['public'], NOW).failure).toBe('tls.bad-certificate');
  });

  it('counts only the stores that the consumer reads', () => {
    const seen = judgeChain(
      of(leaf, intermediate),
      HOST,
      { public: store(), system: store(root), extra: null, own: null, named: null },
      ['public'],
      NOW,
    );
    expect(seen).toMatchObject({ trust: { public: 'untrusted', system: 'trusted', extra: 'unknown' }, failure: 'tls.unknown-issuer' });
    expect(
      judgeChain(
        of(leaf, intermediate),
        HOST,
        { public: store(), system: store(root), extra: null, own: null, named: null },
        ['public', 'system'],
        NOW,
      ).failure,
    ).toBeNull();
  });

  it('needs one path that is valid now, and names an intermediate that is not', async () => {
    const stale = await issue({
      name: 'Intermediate',
      issuer: root,
      ca: true,
      keys: intermediate.keys,
      notBefore: new Date(NOW.getTime() - 9 * DAY),
      notAfter: new Date(NOW.getTime() - DAY),
    });
    expect(judgeChain(of(leaf, stale), HOST, stores(store(root)), ['public'], NOW).failure).toBe('tls.expired');
    expect(judgeChain(of(leaf, stale, intermediate), HOST, stores(store(root)), ['public'], NOW).failure).toBeNull();
  });
});

it('a certificate is told as facts', () => {
  expect(certificateFacts(new X509Certificate(leaf.pem), true)).toMatchObject({
    subject: { commonName: HOST, organization: 'Example' },
    issuer: { commonName: 'Intermediate', organization: 'Example' },
    names: [HOST],
    selfSigned: false,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    notBefore: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
  });
});

it('blocks of a bundle are found among comments, and damaged ones passed over', () => {
  const text = `# Example\n${leaf.pem}\nnonsense\n${root.pem}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`;
  expect(pemCertificates(text)).toHaveLength(3);
  expect(parsed(pemCertificates(text))).toHaveLength(2);
});
