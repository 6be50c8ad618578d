/**
 * Certificates issued at run time: a simulated public PKI (root, intermediate, leafs) and a company's inspector (private root, leafs). All
 * keys are P-256. Each CA uses one key for all leafs, and issues a leaf when its name is first requested.
 */
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { createSecureContext, DEFAULT_CIPHERS, type SecureContext } from 'node:tls';
import {
  AuthorityInfoAccessExtension,
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { FaultyLeaf } from '../description.ts';
import { RESPONDER_HOST } from '../hosts.ts';
import { ocspResponse } from './ocsp.ts';

const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY = 86_400_000;

export type Leaf = 'sound' | FaultyLeaf;

/** The URL at which the simulated CA publishes its intermediate certificate. */
const PUBLISHED = 'http://pki.demo-trust.example/tls-ca-1.crt';
const RESPONDER = `http://${RESPONDER_HOST}`;
/** Allows weak keys and signatures, for servers that present them on purpose. */
export const WEAK_KEY_CIPHERS = `${DEFAULT_CIPHERS}:@SECLEVEL=0`;

export interface DemoCa {
  root: string;
  /** The certificate and key of a server with this name, as PEM and ready for a handshake. */
  credentialsFor(host: string, leaf?: Leaf): Promise<{ key: string; cert: string }>;
  contextFor(host: string, leaf?: Leaf): Promise<SecureContext>;
  /** The stapled OCSP response for this certificate (DER); null if none is stapled. */
  stapleFor(certificate: Buffer): Buffer | null;
}

/** The simulated public web PKI: servers send leaf and intermediate, clients hold the root. */
export async function createPublicCa(): Promise<DemoCa> {
  const root = await issuer('CN=Demo Public Root R1, O=Demo Trust Services', null);
  const intermediate = await issuer('CN=Demo Public TLS CA 1, O=Demo Trust Services', root);
  return authority(
    root,
    intermediate,
    [intermediate.certificate],
    [new AuthorityInfoAccessExtension({ caIssuers: [PUBLISHED], ocsp: [RESPONDER] })],
  );
}

/** A company's TLS inspection. Its root signs the leafs and is sent with them; no trust store contains it by default. */
export async function createInspectionCa(): Promise<DemoCa> {
  const root = await issuer('CN=Example Corp Inspection CA, O=Example Corp', null);
  return authority(root, root, [root.certificate], []);
}

interface Issuer {
  certificate: X509Certificate;
  keys: webcrypto.CryptoKeyPair;
}

const IS_CA = (below: number): Extension[] => [
  new BasicConstraintsExtension(true, below, true),
  new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
];
const IS_NO_CA = [new BasicConstraintsExtension(false, undefined, true), new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true)];

/** A name constraints extension (RFC 5280 §4.2.1.10) with one permitted dNSName. */
function onlyBelow(name: string): Extension {
  const wrap = (tag: number, content: Buffer) => Buffer.concat([Buffer.from([tag, content.length]), content]);
  return new Extension('2.5.29.30', true, wrap(0x30, wrap(0xa0, wrap(0x30, wrap(0x82, Buffer.from(name))))));
}

/** Issuers of a leaf other than the usual intermediate: below the root, or below the intermediate, which allows no CA below it. */
const OTHER_SIGNERS: Partial<Record<Leaf, { name: string; below: 'root' | 'intermediate'; extensions: Extension[] }>> = {
  constrained: { name: 'Demo Constrained TLS CA', below: 'root', extensions: [...IS_CA(0), onlyBelow('corp.example')] },
  'too-deep': { name: 'Demo Deeper TLS CA', below: 'intermediate', extensions: IS_CA(0) },
  'below-no-ca': { name: 'Demo Server Certificate', below: 'root', extensions: IS_NO_CA },
};

async function authority(root: Issuer, usualSigner: Issuer, sentAlong: X509Certificate[], more: Extension[]): Promise<DemoCa> {
  const usualKeys = await newKeys();
  const stapled = new Map<string, Buffer>();
  const signers = new Map<Leaf, Promise<Issuer>>();
  const signerFor = (leaf: Leaf): Promise<Issuer> => {
    const other = OTHER_SIGNERS[leaf];
    if (other === undefined) return Promise.resolve(usualSigner);
    const known = signers.get(leaf);
    const made = known ?? issuer(`CN=${other.name}, O=Demo Trust Services`, other.below === 'root' ? root : usualSigner, other.extensions);
    signers.set(leaf, made);
    return made;
  };
  const credentialsFor = async (host: string, leaf: Leaf = 'sound'): Promise<{ key: string; cert: string; ciphers?: string }> => {
    const keys = leaf === 'small-key' ? await smallKeys() : usualKeys;
    const signer = await signerFor(leaf);
    const certificate = await issueLeaf(nameOn(leaf, host), leaf, keys, signer, more);
    if (leaf === 'revoked') stapled.set(certificate.toString('hex'), await ocspResponse(certificate, signer));
    const above = signer === usualSigner ? sentAlong : [signer.certificate, ...sentAlong];
    const sent = leaf === 'without-intermediate' ? [certificate] : [certificate, ...above];
    return {
      key: await privateKeyPem(keys.privateKey),
      cert: sent.map((one) => one.toString('pem')).join('\n'),
      ...(leaf === 'small-key' || leaf === 'sha1-signature' ? { ciphers: WEAK_KEY_CIPHERS } : {}),
    };
  };
  const contexts = new Map<string, Promise<SecureContext>>();
  const contextFor = (host: string, leaf: Leaf = 'sound'): Promise<SecureContext> => {
    const which = `${leaf} ${nameOn(leaf, host)}`;
    const known = contexts.get(which);
    if (known !== undefined) return known;
    const context = credentialsFor(host, leaf).then((credentials) => createSecureContext(credentials));
    contexts.set(which, context);
    return context;
  };
  const stapleFor = (certificate: Buffer) => stapled.get(certificate.toString('hex')) ?? null;
  return { root: root.certificate.toString('pem'), credentialsFor, contextFor, stapleFor };
}

async function issuer(subject: string, parent: Issuer | null, extensions: Extension[] = IS_CA(parent === null ? 1 : 0)): Promise<Issuer> {
  const keys = await newKeys();
  const certificate = await sign(subject, keys.publicKey, parent ?? { subject, keys }, validity(-400, 3000), extensions);
  return { certificate, keys };
}

/** The name in a leaf. For `for-another-name` it is fixed, as from a device that sends the same certificate for several hosts. */
function nameOn(leaf: Leaf, host: string): string {
  return leaf === 'for-another-name' ? 'parked.demo-hosting.example' : host;
}

function issueLeaf(name: string, leaf: Leaf, keys: webcrypto.CryptoKeyPair, signer: Issuer, more: Extension[]): Promise<X509Certificate> {
  const dates = leaf === 'expired' ? validity(-100, -3) : leaf === 'not-yet-valid' ? validity(3, 90) : validity(-20, 60);
  const use = leaf === 'for-clients' ? ExtendedKeyUsage.clientAuth : ExtendedKeyUsage.serverAuth;
  const names = leaf === 'common-name-only' ? [] : [new SubjectAlternativeNameExtension([{ type: 'dns', value: name }])];
  const extensions = [...IS_NO_CA, new ExtendedKeyUsageExtension([use]), ...names, ...more];
  return sign(`CN=${name.slice(0, 64)}`, keys.publicKey, signer, dates, extensions, leaf === 'sha1-signature' ? 'SHA-1' : EC.hash);
}

async function sign(
  subject: string,
  publicKey: webcrypto.CryptoKey,
  signer: Issuer | { subject: string; keys: webcrypto.CryptoKeyPair },
  dates: { notBefore: Date; notAfter: Date },
  extensions: Extension[],
  hash: string = EC.hash,
): Promise<X509Certificate> {
  return X509CertificateGenerator.create(
    {
      serialNumber: Buffer.from(webcrypto.getRandomValues(new Uint8Array(15))).toString('hex'),
      subject,
      issuer: 'certificate' in signer ? signer.certificate.subject : signer.subject,
      ...dates,
      signingAlgorithm: { ...EC, hash },
      publicKey,
      signingKey: signer.keys.privateKey,
      extensions: [
        ...extensions,
        await SubjectKeyIdentifierExtension.create(publicKey, false, webcrypto),
        await AuthorityKeyIdentifierExtension.create(signer.keys.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  cryptoProvider.set(webcrypto);
  return webcrypto.subtle.generateKey(EC, true, ['sign', 'verify']);
}

/** RSA keys of 1024 bits, which clients have refused for years. */
function smallKeys(): Promise<webcrypto.CryptoKeyPair> {
  const rsa = { name: 'RSASSA-PKCS1-v1_5', publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256', modulusLength: 1024 };
  return webcrypto.subtle.generateKey(rsa, true, ['sign', 'verify']);
}

async function privateKeyPem(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${der.replace(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`;
}

function validity(fromDays: number, toDays: number): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now + fromDays * DAY), notAfter: new Date(now + toDays * DAY) };
}
