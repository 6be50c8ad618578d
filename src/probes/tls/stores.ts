/** The trust stores of this machine and the file that the person named, each read once and only when a chain is to be judged. */
import { execFile } from 'node:child_process';
import { devNull } from 'node:os';
import { rootCertificates } from 'node:tls';
import { textOf } from '../../files/regular-file.ts';
import type { TrustStore } from '../../model/consumer.ts';
import { helperFile } from '../helper-file.ts';
import type { World } from '../world.ts';
import { parsed, pemCertificates } from './pem.ts';
import { CertificateStore } from './trust-path.ts';

/** Null: there is no such store, or it could not be read. */
export type Stores = Readonly<Record<TrustStore, CertificateStore | null>>;

const TRUST_FILE_LIMIT = 4 * 1024 * 1024;
const SYSTEM_STORE_MS = 10_000;

export interface StoreReader {
  stores(): Promise<Stores>;
  close(): void;
}

export function createStores(world: World): StoreReader {
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
  const publicRoots = parsed(world.publicRoots ?? rootCertificates);
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
    system: system === null ? null : new CertificateStore(parsed([...system, ...(sslCertFile ?? [])])),
    extra: named.length === 0 ? null : new CertificateStore(parsed(named)),
    // Whose it is depends on who asks.
    own: null,
    named: world.namedRoots === null ? null : new CertificateStore(parsed(world.namedRoots)),
  };
}

/**
 * Reading the system's store takes 100 ms and more of one thread (on macOS and Windows it asks the key chain), so a
 * short-lived process does it while the first handshakes are under way. It honours SSL_CERT_FILE and SSL_CERT_DIR.
 */
function systemRoots({ environment }: World, isFileReadable: boolean, signal: AbortSignal): Promise<string[] | null> {
  const { NODE_OPTIONS: _options, NODE_USE_ENV_PROXY: _proxy, NODE_EXTRA_CA_CERTS: _extra, ...given } = environment;
  // OpenSSL would wait for the writer of a pipe: what cannot be read is an empty file to it.
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

/** The certificates in a PEM file; null without a file that can be read. Its faults are reported as facts of the host. */
export async function certificatesIn(path: string | undefined): Promise<string[] | null> {
  if (path === undefined || path === '') return null;
  const text = await textOf(path, TRUST_FILE_LIMIT);
  return text === null ? null : pemCertificates(text);
}
