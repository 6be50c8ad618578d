/** This machine's trust stores and the file that the user named, each read once and on demand. */
import { execFile } from 'node:child_process';
import { devNull } from 'node:os';
import { rootCertificates } from 'node:tls';
import { readText } from '../../files/regular-file.ts';
import type { TrustStore } from '../../model/consumer.ts';
import { helperFile } from '../helper-file.ts';
import type { World } from '../world.ts';
import { parseCertificates, pemCertificates } from './pem.ts';
import { CertificateStore } from './trust-path.ts';

/** The certificates; null if the store is missing or unreadable. */
export type Stores = Readonly<Record<TrustStore, CertificateStore | null>>;

const TRUST_FILE_LIMIT = 4 * 1024 * 1024;
const SYSTEM_STORE_MS = 10_000;

export function createStoreReader(world: World): { stores(): Promise<Stores>; close(): void } {
  let stores: Promise<Stores> | null = null;
  const closing = new AbortController();
  return {
    stores() {
      stores ??= load(world, closing.signal);
      return stores;
    },
    close: () => closing.abort(),
  };
}

async function load(world: World, signal: AbortSignal): Promise<Stores> {
  const publicRoots = parseCertificates(world.publicRoots ?? rootCertificates);
  const [sslCertFile, extra] = await Promise.all([
    certificatesIn(world.environment['SSL_CERT_FILE']),
    certificatesIn(world.environment['NODE_EXTRA_CA_CERTS']),
  ]);
  const system =
    world.pretend === null
      ? await systemRoots(world, sslCertFile !== null, signal)
      : (world.pretend.systemRoots ?? world.publicRoots ?? []);
  const named = [...(sslCertFile ?? []), ...(extra ?? [])];
  return {
    public: new CertificateStore(publicRoots),
    // OpenSSL and Go read SSL_CERT_FILE as part of the system's store.
    system: system === null ? null : new CertificateStore(parseCertificates([...system, ...(sslCertFile ?? [])])),
    extra: named.length === 0 ? null : new CertificateStore(parseCertificates(named)),
    // Read per consumer, because each program has its own list.
    own: null,
    named: world.namedRoots === null ? null : new CertificateStore(parseCertificates(world.namedRoots)),
  };
}

/**
 * Reading the system's store blocks a thread for 100 ms or more (on macOS and Windows it queries the keychain), so a helper process does it
 * during the first handshakes. It honours SSL_CERT_FILE and SSL_CERT_DIR.
 */
function systemRoots({ environment }: World, isFileReadable: boolean, signal: AbortSignal): Promise<string[] | null> {
  const { NODE_OPTIONS: _options, NODE_USE_ENV_PROXY: _proxy, NODE_EXTRA_CA_CERTS: _extra, ...given } = environment;
  // OpenSSL would block on a pipe, so an unreadable file is replaced by an empty one.
  const env = given['SSL_CERT_FILE'] && !isFileReadable ? { ...given, SSL_CERT_FILE: devNull } : given;
  return new Promise((resolve) => {
    const options = { env, signal, timeout: SYSTEM_STORE_MS, maxBuffer: 64 * 1024 * 1024, windowsHide: true };
    execFile(process.execPath, [helperFile('system-roots-helper', import.meta.url)], options, (error, stdout) => {
      try {
        resolve(error === null ? (JSON.parse(stdout) as string[]) : null);
      } catch {
        resolve(null);
      }
    });
  });
}

/** The certificates in a PEM file; null if it is missing or unreadable. Its faults are reported as host facts. */
export async function certificatesIn(path: string | undefined): Promise<string[] | null> {
  if (path === undefined || path === '') return null;
  const text = await readText(path, TRUST_FILE_LIMIT);
  return text === null ? null : pemCertificates(text);
}
