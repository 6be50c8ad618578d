/**
 * Generated chains with OpenSSL's verdict on each (as `openssl s_client` prints it and Node repeats it): valid ones, single faults and
 * combinations, with RSA and EC keys. docs/certificates.md has the verdicts of other programs.
 */
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import type { FailureKind } from '../../model/failure.ts';
import { type Issued, issue, type Wanted } from './certificates.ts';
import type { Ground } from './chain-ground.ts';

/** The address of the intermediate's certificate (AIA), where no server answers. */
export const ISSUER_URL = 'http://pki.example.test/intermediate.crt';

const DAY = 86_400_000;
const OVER = { notBefore: new Date(Date.now() - 9 * DAY), notAfter: new Date(Date.now() - DAY) };
const TO_COME = { notBefore: new Date(Date.now() + DAY) };
const CLIENT_AUTH = [x509.ExtendedKeyUsage.clientAuth];

export interface ScriptedChain {
  name: string;
  /** OpenSSL's error without `X509_V_ERR_`; null if it accepts the chain. */
  openssl: string | null;
  kind: FailureKind | null;
  make(on: Ground): Promise<{ sent: Issued[]; store: Issued[] }>;
}

/** Leaf and intermediate with the given peculiarities. */
async function usual(on: Ground, leaf: Partial<Wanted> = {}, intermediate: Partial<Wanted> = {}) {
  const above = await on.intermediate(intermediate);
  return { sent: [await on.leaf(above, leaf), above], store: [on.root] };
}

const publishedAt = () => new x509.AuthorityInfoAccessExtension({ caIssuers: [ISSUER_URL] });

/** RFC 5280 §4.2.1.10, permitted [0] or excluded [1] dNSName. */
function nameConstraints(which: 'permitted' | 'excluded', name: string): x509.Extension {
  const wrap = (tag: number, content: Buffer) => Buffer.concat([Buffer.from([tag, content.length]), content]);
  const subtree = wrap(0x30, wrap(0x82, Buffer.from(name)));
  return new x509.Extension('2.5.29.30', true, wrap(0x30, wrap(which === 'permitted' ? 0xa0 : 0xa1, subtree)));
}

const UNKNOWN_CRITICAL = () => new x509.Extension('1.3.6.1.4.1.99999.1', true, Buffer.from([0x05, 0x00]));

async function strangers(on: Ground, leaf: Partial<Wanted> = {}, root: Partial<Wanted> = {}) {
  const top = await issue({ name: 'Stranger Root', ca: true, keys: on.keys.other, ...root });
  return { sent: [await on.leaf(top, leaf), top], store: [on.root] };
}

/** The same chain, of which the server sends only the leaf. */
async function leafAlone(chain: Promise<{ sent: Issued[]; store: Issued[] }>) {
  const { sent, store } = await chain;
  return { sent: sent.slice(0, 1), store };
}

/** Root, a CA with this path length, another CA, and a leaf. */
async function deep(on: Ground, pathLength: number, leaf: Partial<Wanted> = {}) {
  const upper = await on.intermediate({ pathLength });
  const lower = await issue({ name: 'Scripted Lower', issuer: upper, ca: true, keys: on.keys.other });
  return { sent: [await on.leaf(lower, leaf), lower, upper], store: [on.root] };
}

type Make = ScriptedChain['make'];
const sound = (name: string, make: Make): ScriptedChain => ({ name, openssl: null, kind: null, make });
const faulty = (name: string, openssl: string, kind: FailureKind, make: Make): ScriptedChain => ({ name, openssl, kind, make });

export const CHAINS: readonly ScriptedChain[] = [
  sound('leaf and intermediate', (on) => usual(on)),
  sound('the root sent along', async (on) => {
    const { sent, store } = await usual(on);
    return { sent: [...sent, on.root], store };
  }),
  sound('out of order', async (on) => {
    const { sent, store } = await usual(on);
    return { sent: [...sent.slice(0, 1), on.root, ...sent.slice(1)], store };
  }),
  sound('signed by the root itself', async (on) => ({ sent: [await on.leaf(on.root)], store: [on.root] })),
  sound('cross-signed root', async (on) => {
    const young = await issue({ name: 'Young Root', ca: true, keys: on.keys.other });
    const cross = await issue({ name: 'Young Root', issuer: on.root, ca: true, keys: on.keys.other });
    return { sent: [await on.leaf(young), cross], store: [on.root] };
  }),
  sound('only the intermediate in the store', async (on) => {
    const { sent } = await usual(on);
    return { sent: sent.slice(0, 1), store: sent.slice(1) };
  }),
  sound('root signed with SHA-1', async (on) => {
    const root = await issue({ name: 'Old Root', ca: true, keys: on.keys.other, hash: 'SHA-1' });
    return { sent: [await on.leaf(root)], store: [root] };
  }),
  sound('within name constraints', (on) => usual(on, {}, { more: [nameConstraints('permitted', on.host)] })),
  sound('as long as allowed', (on) => deep(on, 1)),
  faulty('intermediate missing', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls.incomplete-chain', (on) =>
    leafAlone(usual(on, { more: [publishedAt()] })),
  ),
  faulty('upper intermediate missing', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls.incomplete-chain', async (on) => {
    const upper = await on.intermediate();
    const lower = await issue({ name: 'Scripted Lower', issuer: upper, ca: true, keys: on.keys.other, more: [publishedAt()] });
    return { sent: [await on.leaf(lower), lower], store: [on.root] };
  }),
  faulty('intermediate missing, published nowhere', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls.unknown-issuer', (on) =>
    leafAlone(usual(on)),
  ),
  faulty('unknown root', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls.unknown-issuer', (on) => leafAlone(strangers(on))),
  faulty('unknown root sent along', 'SELF_SIGNED_CERT_IN_CHAIN', 'tls.unknown-issuer', (on) => strangers(on)),
  faulty('self-signed leaf', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'tls.self-signed', async (on) => ({
    sent: [await on.leaf(undefined)],
    store: [on.root],
  })),
  faulty('root of the same name and another key', 'CERT_SIGNATURE_FAILURE', 'tls.unknown-issuer', async (on) => {
    const { sent } = await usual(on);
    return { sent, store: [await issue({ name: 'Scripted Root', ca: true, keys: on.keys.other })] };
  }),
  faulty('leaf expired', 'CERT_HAS_EXPIRED', 'tls.expired', (on) => usual(on, OVER)),
  faulty('intermediate expired', 'CERT_HAS_EXPIRED', 'tls.expired', (on) => usual(on, {}, OVER)),
  faulty('root expired', 'CERT_HAS_EXPIRED', 'tls.expired', async (on) => {
    const root = await issue({ name: 'Old Root', ca: true, keys: on.keys.other, ...OVER });
    return { sent: [await on.leaf(root)], store: [root] };
  }),
  faulty('leaf not yet valid', 'CERT_NOT_YET_VALID', 'tls.not-yet-valid', (on) => usual(on, TO_COME)),
  faulty('intermediate not yet valid', 'CERT_NOT_YET_VALID', 'tls.not-yet-valid', (on) => usual(on, {}, TO_COME)),
  faulty('for another name', 'HOSTNAME_MISMATCH', 'tls.name-mismatch', (on) => usual(on, { name: 'other.example.test' })),
  sound('common name alone', (on) => usual(on, { dnsNames: [] })),
  faulty('small key of the leaf', 'EE_KEY_TOO_SMALL', 'tls.key-too-small', (on) => usual(on, { keys: on.keys.small })),
  faulty('small key of the intermediate', 'CA_KEY_TOO_SMALL', 'tls.key-too-small', (on) => usual(on, {}, { keys: on.keys.small })),
  faulty('leaf signed with SHA-1', 'CA_MD_TOO_WEAK', 'tls.weak-signature', (on) => usual(on, { hash: 'SHA-1' })),
  faulty('intermediate signed with SHA-1', 'CA_MD_TOO_WEAK', 'tls.weak-signature', (on) => usual(on, {}, { hash: 'SHA-1' })),
  faulty('outside permitted names', 'PERMITTED_VIOLATION', 'tls.name-constraints', (on) =>
    usual(on, {}, { more: [nameConstraints('permitted', 'corp.test')] }),
  ),
  faulty('among excluded names', 'EXCLUDED_VIOLATION', 'tls.name-constraints', (on) =>
    usual(on, {}, { more: [nameConstraints('excluded', on.host)] }),
  ),
  faulty('longer than allowed', 'PATH_LENGTH_EXCEEDED', 'tls.path-length', (on) => deep(on, 0)),
  faulty('signed by no CA', 'INVALID_PURPOSE', 'tls.invalid-ca', (on) => usual(on, {}, { ca: false })),
  faulty('signed by a CA that may not sign certificates', 'KEYUSAGE_NO_CERTSIGN', 'tls.invalid-ca', (on) =>
    usual(on, {}, { keyUsage: x509.KeyUsageFlags.cRLSign }),
  ),
  faulty('for clients alone', 'INVALID_PURPOSE', 'tls.invalid-purpose', (on) => usual(on, { extendedKeyUsage: CLIENT_AUTH })),
  faulty('key usage without signatures', 'INVALID_PURPOSE', 'tls.invalid-purpose', (on) =>
    usual(on, { keyUsage: x509.KeyUsageFlags.cRLSign }),
  ),
  faulty('intermediate for clients alone', 'INVALID_PURPOSE', 'tls.invalid-purpose', (on) =>
    usual(on, {}, { extendedKeyUsage: CLIENT_AUTH }),
  ),
  faulty('unknown critical extension', 'UNHANDLED_CRITICAL_EXTENSION', 'tls.bad-certificate', (on) =>
    usual(on, { more: [UNKNOWN_CRITICAL()] }),
  ),
  faulty('expired and signed with SHA-1', 'CERT_HAS_EXPIRED', 'tls.expired', (on) => usual(on, { ...OVER, hash: 'SHA-1' })),
  faulty('expired and for another name', 'CERT_HAS_EXPIRED', 'tls.expired', (on) => usual(on, { ...OVER, name: 'other.example.test' })),
  faulty('expired and outside permitted names', 'PERMITTED_VIOLATION', 'tls.name-constraints', (on) =>
    usual(on, OVER, { more: [nameConstraints('permitted', 'corp.test')] }),
  ),
  faulty('unknown root and expired', 'CERT_HAS_EXPIRED', 'tls.unknown-issuer', (on) => strangers(on, OVER)),
  faulty('unknown root and small key', 'EE_KEY_TOO_SMALL', 'tls.unknown-issuer', (on) => strangers(on, { keys: on.keys.small })),
  faulty('intermediate missing and expired', 'CERT_HAS_EXPIRED', 'tls.incomplete-chain', (on) =>
    leafAlone(usual(on, { ...OVER, more: [publishedAt()] })),
  ),
  faulty('longer than allowed and signed with SHA-1', 'CA_MD_TOO_WEAK', 'tls.weak-signature', (on) => deep(on, 0, { hash: 'SHA-1' })),
  faulty('small key and for another name', 'HOSTNAME_MISMATCH', 'tls.key-too-small', (on) =>
    usual(on, { keys: on.keys.small, name: 'other.example.test' }),
  ),
];
