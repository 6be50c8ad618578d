/**
 * Chains made by script, each with what OpenSSL says to it (the last word of `openssl s_client`, which Node repeats): good
 * ones, each fault alone and some together, over RSA and over EC keys. `certificates.md` in docs/ shows what other programs say.
 */
import 'reflect-metadata';
import type { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { FailureKind } from '../../model/failure.ts';
import { type Issued, issue, newKeys, type Wanted } from './certificates.ts';

/** Where the certificate of the intermediate is said to lie; nothing is there. */
export const ISSUER_URL = 'http://pki.example.test/intermediate.crt';

const DAY = 86_400_000;
const OVER = { notBefore: new Date(Date.now() - 9 * DAY), notAfter: new Date(Date.now() - DAY) };
const TO_COME = { notBefore: new Date(Date.now() + DAY) };
const CLIENT_AUTH = [x509.ExtendedKeyUsage.clientAuth];

export type Keys = 'RSA' | 'EC';

export interface ScriptedChain {
  name: string;
  /** OpenSSL's word without `X509_V_ERR_`; null: it accepts the chain. */
  openssl: string | null;
  kind: FailureKind | null;
  make(on: Ground): Promise<{ sent: Issued[]; store: Issued[] }>;
}

/** What all chains of one kind of key share, as keys take long to make. */
export interface Ground {
  host: string;
  root: Issued;
  keys: {
    intermediate: webcrypto.CryptoKeyPair;
    leaf: webcrypto.CryptoKeyPair;
    small: webcrypto.CryptoKeyPair;
    other: webcrypto.CryptoKeyPair;
  };
  intermediate(wanted?: Partial<Wanted>): Promise<Issued>;
  leaf(issuer: Issued | undefined, wanted?: Partial<Wanted>): Promise<Issued>;
}

export async function groundOf(kind: Keys, host: string): Promise<Ground> {
  const make = () => newKeys(kind === 'EC' ? 'ec' : 2048);
  const [top, intermediate, leaf, other, small] = await Promise.all([make(), make(), make(), make(), newKeys(1024)]);
  const root = await issue({ name: 'Scripted Root', ca: true, keys: top });
  return {
    host,
    root,
    keys: { intermediate, leaf, small, other },
    intermediate: (wanted) => issue({ name: 'Scripted Intermediate', issuer: root, ca: true, keys: intermediate, ...wanted }),
    leaf: (issuer, wanted) => issue({ name: host, issuer, keys: leaf, ...wanted }),
  };
}

/** Leaf and intermediate, either of them with something about it. */
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

/** Root, a CA that allows so many below it, one more CA, leaf. */
async function deep(on: Ground, pathLength: number, leaf: Partial<Wanted> = {}) {
  const upper = await on.intermediate({ pathLength });
  const lower = await issue({ name: 'Scripted Lower', issuer: upper, ca: true, keys: on.keys.other });
  return { sent: [await on.leaf(lower, leaf), lower, upper], store: [on.root] };
}

export const CHAINS: readonly ScriptedChain[] = [
  { name: 'leaf and intermediate', openssl: null, kind: null, make: (on) => usual(on) },
  {
    name: 'the root sent along',
    openssl: null,
    kind: null,
    make: async (on) => {
      const { sent, store } = await usual(on);
      return { sent: [...sent, on.root], store };
    },
  },
  {
    name: 'out of order',
    openssl: null,
    kind: null,
    make: async (on) => {
      const { sent, store } = await usual(on);
      return { sent: [...sent.slice(0, 1), on.root, ...sent.slice(1)], store };
    },
  },
  {
    name: 'signed by the root itself',
    openssl: null,
    kind: null,
    make: async (on) => ({ sent: [await on.leaf(on.root)], store: [on.root] }),
  },
  {
    name: 'cross-signed root',
    openssl: null,
    kind: null,
    make: async (on) => {
      const young = await issue({ name: 'Young Root', ca: true, keys: on.keys.other });
      const cross = await issue({ name: 'Young Root', issuer: on.root, ca: true, keys: on.keys.other });
      return { sent: [await on.leaf(young), cross], store: [on.root] };
    },
  },
  {
    name: 'only the intermediate in the store',
    openssl: null,
    kind: null,
    make: async (on) => {
      const { sent } = await usual(on);
      return { sent: sent.slice(0, 1), store: sent.slice(1) };
    },
  },
  {
    name: 'root signed with SHA-1',
    openssl: null,
    kind: null,
    make: async (on) => {
      const root = await issue({ name: 'Old Root', ca: true, keys: on.keys.other, hash: 'SHA-1' });
      return { sent: [await on.leaf(root)], store: [root] };
    },
  },
  {
    name: 'within name constraints',
    openssl: null,
    kind: null,
    make: (on) => usual(on, {}, { more: [nameConstraints('permitted', on.host)] }),
  },
  { name: 'as long as allowed', openssl: null, kind: null, make: (on) => deep(on, 1) },
  {
    name: 'intermediate missing',
    openssl: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    kind: 'tls.incomplete-chain',
    make: async (on) => {
      const { sent, store } = await usual(on, { more: [publishedAt()] });
      return { sent: sent.slice(0, 1), store };
    },
  },
  {
    name: 'upper intermediate missing',
    openssl: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    kind: 'tls.incomplete-chain',
    make: async (on) => {
      const upper = await on.intermediate();
      const lower = await issue({ name: 'Scripted Lower', issuer: upper, ca: true, keys: on.keys.other, more: [publishedAt()] });
      return { sent: [await on.leaf(lower), lower], store: [on.root] };
    },
  },
  {
    name: 'intermediate missing, published nowhere',
    openssl: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    kind: 'tls.unknown-issuer',
    make: async (on) => {
      const { sent, store } = await usual(on);
      return { sent: sent.slice(0, 1), store };
    },
  },
  {
    name: 'unknown root',
    openssl: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    kind: 'tls.unknown-issuer',
    make: async (on) => {
      const { sent, store } = await strangers(on);
      return { sent: sent.slice(0, 1), store };
    },
  },
  { name: 'unknown root sent along', openssl: 'SELF_SIGNED_CERT_IN_CHAIN', kind: 'tls.unknown-issuer', make: (on) => strangers(on) },
  {
    name: 'self-signed leaf',
    openssl: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    kind: 'tls.self-signed',
    make: async (on) => ({ sent: [await on.leaf(undefined)], store: [on.root] }),
  },
  {
    name: 'root of the same name and another key',
    openssl: 'CERT_SIGNATURE_FAILURE',
    kind: 'tls.unknown-issuer',
    make: async (on) => {
      const { sent } = await usual(on);
      return { sent, store: [await issue({ name: 'Scripted Root', ca: true, keys: on.keys.other })] };
    },
  },
  { name: 'leaf expired', openssl: 'CERT_HAS_EXPIRED', kind: 'tls.expired', make: (on) => usual(on, OVER) },
  { name: 'intermediate expired', openssl: 'CERT_HAS_EXPIRED', kind: 'tls.expired', make: (on) => usual(on, {}, OVER) },
  {
    name: 'root expired',
    openssl: 'CERT_HAS_EXPIRED',
    kind: 'tls.expired',
    make: async (on) => {
      const root = await issue({ name: 'Old Root', ca: true, keys: on.keys.other, ...OVER });
      return { sent: [await on.leaf(root)], store: [root] };
    },
  },
  { name: 'leaf not yet valid', openssl: 'CERT_NOT_YET_VALID', kind: 'tls.not-yet-valid', make: (on) => usual(on, TO_COME) },
  { name: 'intermediate not yet valid', openssl: 'CERT_NOT_YET_VALID', kind: 'tls.not-yet-valid', make: (on) => usual(on, {}, TO_COME) },
  {
    name: 'for another name',
    openssl: 'HOSTNAME_MISMATCH',
    kind: 'tls.name-mismatch',
    make: (on) => usual(on, { name: 'other.example.test' }),
  },
  { name: 'common name alone', openssl: null, kind: null, make: (on) => usual(on, { dnsNames: [] }) },
  {
    name: 'small key of the leaf',
    openssl: 'EE_KEY_TOO_SMALL',
    kind: 'tls.key-too-small',
    make: (on) => usual(on, { keys: on.keys.small }),
  },
  {
    name: 'small key of the intermediate',
    openssl: 'CA_KEY_TOO_SMALL',
    kind: 'tls.key-too-small',
    make: (on) => usual(on, {}, { keys: on.keys.small }),
  },
  { name: 'leaf signed with SHA-1', openssl: 'CA_MD_TOO_WEAK', kind: 'tls.weak-signature', make: (on) => usual(on, { hash: 'SHA-1' }) },
  {
    name: 'intermediate signed with SHA-1',
    openssl: 'CA_MD_TOO_WEAK',
    kind: 'tls.weak-signature',
    make: (on) => usual(on, {}, { hash: 'SHA-1' }),
  },
  {
    name: 'outside permitted names',
    openssl: 'PERMITTED_VIOLATION',
    kind: 'tls.name-constraints',
    make: (on) => usual(on, {}, { more: [nameConstraints('permitted', 'corp.test')] }),
  },
  {
    name: 'among excluded names',
    openssl: 'EXCLUDED_VIOLATION',
    kind: 'tls.name-constraints',
    make: (on) => usual(on, {}, { more: [nameConstraints('excluded', on.host)] }),
  },
  { name: 'longer than allowed', openssl: 'PATH_LENGTH_EXCEEDED', kind: 'tls.path-length', make: (on) => deep(on, 0) },
  { name: 'signed by no CA', openssl: 'INVALID_PURPOSE', kind: 'tls.invalid-ca', make: (on) => usual(on, {}, { ca: false }) },
  {
    name: 'signed by a CA that may not sign certificates',
    openssl: 'KEYUSAGE_NO_CERTSIGN',
    kind: 'tls.invalid-ca',
    make: (on) => usual(on, {}, { keyUsage: x509.KeyUsageFlags.cRLSign }),
  },
  {
    name: 'for clients alone',
    openssl: 'INVALID_PURPOSE',
    kind: 'tls.invalid-purpose',
    make: (on) => usual(on, { extendedKeyUsage: CLIENT_AUTH }),
  },
  {
    name: 'key usage without signatures',
    openssl: 'INVALID_PURPOSE',
    kind: 'tls.invalid-purpose',
    make: (on) => usual(on, { keyUsage: x509.KeyUsageFlags.cRLSign }),
  },
  {
    name: 'intermediate for clients alone',
    openssl: 'INVALID_PURPOSE',
    kind: 'tls.invalid-purpose',
    make: (on) => usual(on, {}, { extendedKeyUsage: CLIENT_AUTH }),
  },
  {
    name: 'unknown critical extension',
    openssl: 'UNHANDLED_CRITICAL_EXTENSION',
    kind: 'tls.bad-certificate',
    make: (on) => usual(on, { more: [UNKNOWN_CRITICAL()] }),
  },
  {
    name: 'expired and signed with SHA-1',
    openssl: 'CERT_HAS_EXPIRED',
    kind: 'tls.expired',
    make: (on) => usual(on, { ...OVER, hash: 'SHA-1' }),
  },
  {
    name: 'expired and for another name',
    openssl: 'CERT_HAS_EXPIRED',
    kind: 'tls.expired',
    make: (on) => usual(on, { ...OVER, name: 'other.example.test' }),
  },
  {
    name: 'expired and outside permitted names',
    openssl: 'PERMITTED_VIOLATION',
    kind: 'tls.name-constraints',
    make: (on) => usual(on, OVER, { more: [nameConstraints('permitted', 'corp.test')] }),
  },
  { name: 'unknown root and expired', openssl: 'CERT_HAS_EXPIRED', kind: 'tls.unknown-issuer', make: (on) => strangers(on, OVER) },
  {
    name: 'unknown root and small key',
    openssl: 'EE_KEY_TOO_SMALL',
    kind: 'tls.unknown-issuer',
    make: (on) => strangers(on, { keys: on.keys.small }),
  },
  {
    name: 'intermediate missing and expired',
    openssl: 'CERT_HAS_EXPIRED',
    kind: 'tls.incomplete-chain',
    make: async (on) => {
      const { sent, store } = await usual(on, { ...OVER, more: [publishedAt()] });
      return { sent: sent.slice(0, 1), store };
    },
  },
  {
    name: 'longer than allowed and signed with SHA-1',
    openssl: 'CA_MD_TOO_WEAK',
    kind: 'tls.weak-signature',
    make: (on) => deep(on, 0, { hash: 'SHA-1' }),
  },
  {
    name: 'small key and for another name',
    openssl: 'HOSTNAME_MISMATCH',
    kind: 'tls.key-too-small',
    make: (on) => usual(on, { keys: on.keys.small, name: 'other.example.test' }),
  },
];
