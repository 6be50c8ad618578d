/** Certificates in a file, in any form that a program writes: PEM, DER, a Java key store. */
import { X509Certificate } from 'node:crypto';
import { readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { readRegularFile } from '../../../files/regular-file.ts';
import type { TrustListFile } from '../../../model/program-trust.ts';
import { parseCertificates, pemCertificates } from '../../tls/pem.ts';
import { isJavaKeyStore, readJksCertificates } from './jks.ts';
import { readPkcs12Certificates } from './pkcs12.ts';

export interface CertificateFile extends TrustListFile {
  holds: X509Certificate[];
}

/** The largest known lists have half a megabyte. */
const SIZE_LIMIT = 4 * 1024 * 1024;
/** The maximum number of files in a folder; distributions have some 300, half of them links to the others. */
const FOLDER_LIMIT = 2000;

/** The certificates at a path from which a program reads CAs: a file or a folder. Never throws. */
export async function readCertificates(path: string): Promise<CertificateFile> {
  const bytes = await bytesOf(path);
  if (bytes === 'folder') return readFolder(path);
  if (typeof bytes === 'string') return { path, state: bytes, certificates: 0, holds: [] };
  const holds = await certificatesIn(bytes);
  const state = bytes.length === 0 ? 'empty' : holds === null ? 'not-pem' : 'sound';
  return { path, state, certificates: holds?.length ?? 0, holds: holds ?? [] };
}

/** Parses certificates; null if none can be parsed. An empty key store is an empty list. */
export async function certificatesIn(bytes: Buffer): Promise<X509Certificate[] | null> {
  if (isJavaKeyStore(bytes)) return fromDer(readJksCertificates(bytes));
  const pems = pemCertificates(bytes.toString('latin1'));
  if (pems.length > 0) return parseCertificates(pems);
  // The first byte of a DER sequence: a key store, or one certificate.
  return bytes[0] === 0x30 ? (fromDer(await readPkcs12Certificates(bytes)) ?? oneOf(fromDer([bytes]))) : null;
}

function fromDer(ders: readonly Buffer[] | null): X509Certificate[] | null {
  return (
    ders?.flatMap((der) => {
      try {
        return [new X509Certificate(der)];
      } catch {
        return [];
      }
    }) ?? null
  );
}

function oneOf(certificates: X509Certificate[] | null): X509Certificate[] | null {
  return certificates !== null && certificates.length > 0 ? certificates : null;
}

async function readFolder(path: string): Promise<CertificateFile> {
  const names = (await readdir(path).catch(() => [])).sort().slice(0, FOLDER_LIMIT);
  const files = await Promise.all(names.map((name) => inFolder(join(path, name))));
  const holds = [...new Map(files.flat().map((certificate) => [certificate.fingerprint256, certificate])).values()];
  return { path, state: holds.length === 0 ? 'empty' : 'sound', certificates: holds.length, holds };
}

/** OpenSSL's hash links lead to files in the same folder, which are read anyway (Go's crypto/x509 skips them too). */
async function inFolder(path: string): Promise<X509Certificate[]> {
  const leadsTo = await readlink(path).catch(() => null);
  if (leadsTo !== null && !/[/\\]/.test(leadsTo)) return [];
  const bytes = await bytesOf(path);
  return typeof bytes === 'string' ? [] : parseCertificates(pemCertificates(bytes.toString('latin1')));
}

async function bytesOf(path: string): Promise<Buffer | 'folder' | 'missing' | 'unreadable' | 'too-large'> {
  const { bytes, problem } = await readRegularFile(path, SIZE_LIMIT);
  return bytes ?? (problem === 'not-a-file' ? 'unreadable' : problem);
}
