/** Certificates that our probes refuse although the handshake works. Many more chains: `src/probes/testing/chains.ts`. */
// Must be loaded before x509.
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import type { FailureKind } from '../../../src/model/failure.ts';
import type { FindingName } from '../../../src/model/finding-codes.ts';
import { type Issued, issue, newKeys, rootOf, type Wanted } from '../../../src/probes/testing/certificates.ts';
import { tlsServer } from '../../../src/probes/testing/refusing.ts';
import { HOST, type Line, NAMES, root } from '../line.ts';

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY);

const leafOf = (wanted: Partial<Wanted> = {}) => issue({ name: HOST, dnsNames: NAMES, issuer: root, ...wanted });
const intermediate = (wanted: Partial<Wanted> = {}) => issue({ name: 'Failure Kinds Intermediate', issuer: root, ca: true, ...wanted });

/** Leaf first. */
const shows = (by: string, finding: FindingName | null, chain: () => Promise<Issued[]>): Line => ({
  by,
  finding,
  way: {
    as: 'https',
    async start() {
      const sent = await chain();
      return tlsServer({ key: sent[0]?.key ?? '', pem: sent.map(({ pem }) => pem).join('') }, { ciphers: 'DEFAULT:@SECLEVEL=0' });
    },
  },
});
const leaf = (by: string, finding: FindingName, wanted: () => Promise<Partial<Wanted>> | Partial<Wanted>): Line =>
  shows(by, finding, async () => [await leafOf(await wanted())]);
/** A valid leaf under an intermediate. */
const below = (by: string, finding: FindingName, wanted: Partial<Wanted>, isSent = true): Line =>
  shows(by, finding, async () => {
    const issuer = await intermediate(wanted);
    const more = [new x509.AuthorityInfoAccessExtension({ caIssuers: ['http://pki.example/intermediate.crt'] })];
    return [await leafOf({ issuer, more }), ...(isSent ? [issuer] : [])];
  });

/** RFC 5280 §4.2.1.10: only subdomains of this name. */
function onlyBelow(name: string): x509.Extension {
  const wrap = (tag: number, content: Buffer) => Buffer.concat([Buffer.from([tag, content.length]), content]);
  return new x509.Extension('2.5.29.30', true, wrap(0x30, wrap(0xa0, wrap(0x30, wrap(0x82, Buffer.from(name))))));
}

export const CERTIFICATE_LINES = {
  'tls.expired': [leaf('a certificate that expired yesterday', 'certificate-expired', () => ({ notBefore: ago(9), notAfter: ago(1) }))],
  'tls.not-yet-valid': [
    leaf('a certificate that becomes valid tomorrow', 'certificate-not-yet-valid', () => ({ notBefore: ago(-1), notAfter: ago(-9) })),
  ],
  'tls.name-mismatch': [leaf('a certificate for another name', 'certificate-for-another-name', () => ({ dnsNames: ['parked.example'] }))],
  'tls.self-signed': [leaf('a certificate that signs itself', 'tls-intercepted', () => ({ issuer: undefined }))],
  'tls.unknown-issuer': [
    leaf('a certificate of an unknown CA', 'tls-intercepted', async () => ({ issuer: await rootOf('Unknown Root') })),
    shows("a certificate of an unknown CA, sent with the CA's own certificate", 'tls-intercepted', async () => {
      const issuer = await rootOf('Unknown Root');
      return [await leafOf({ issuer }), issuer];
    }),
  ],
  'tls.incomplete-chain': [
    below('a missing intermediate certificate of a CA that no other host uses', 'tls-intercepted', {}, false),
    {
      by: 'a missing intermediate certificate of a CA that other hosts use',
      finding: 'chain-incomplete',
      way: { as: 'scenario', name: 'chain-incomplete' },
    },
  ],
  'tls.key-too-small': [leaf('an RSA key of 1024 bits', 'certificate-refused', async () => ({ keys: await newKeys(1024) }))],
  'tls.weak-signature': [leaf('a signature with SHA-1', 'certificate-refused', () => ({ hash: 'SHA-1' }))],
  'tls.name-constraints': [below('a CA that may certify only other names', 'certificate-refused', { more: [onlyBelow('corp.example')] })],
  'tls.path-length': [
    shows('one more CA than the chain may have', 'certificate-refused', async () => {
      const upper = await intermediate({ pathLength: 0 });
      const lower = await issue({ name: 'Failure Kinds Lower', issuer: upper, ca: true });
      return [await leafOf({ issuer: lower }), lower, upper];
    }),
  ],
  'tls.invalid-ca': [below('a certificate that was signed by one that is not a CA', 'certificate-refused', { ca: false })],
  'tls.invalid-purpose': [
    leaf('a certificate only for clients', 'certificate-refused', () => ({ extendedKeyUsage: [x509.ExtendedKeyUsage.clientAuth] })),
  ],
  'tls.common-name-only': [
    {
      by: 'a name only in the common name, for a row of VS Code',
      finding: 'certificate-refused',
      way: { as: 'lab', name: 'certificate-common-name-only' },
    },
  ],
  'tls.bad-certificate': [
    leaf('an unknown critical extension', 'certificate-refused', () => ({
      more: [new x509.Extension('1.3.6.1.4.1.99999.1', true, Buffer.from([5, 0]))],
    })),
  ],
  'tls.revoked': [
    {
      by: 'a stapled OCSP response that says “revoked”',
      finding: 'certificate-revoked',
      way: { as: 'scenario', name: 'certificate-revoked' },
    },
  ],
} as const satisfies Partial<Record<FailureKind, readonly Line[]>>;
