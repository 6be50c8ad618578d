/** Variables that name a certificate file, and whether the file can be used. */
import { readdir } from 'node:fs/promises';
import { readRegularFile } from '../../files/regular-file.ts';
import { TRUST_VARIABLES, type TrustFile } from '../../model/host-facts.ts';
import { parseCertificates, pemCertificates } from '../tls/pem.ts';

const SIZE_LIMIT = 4 * 1024 * 1024;

export function readTrustFiles(environment: Readonly<Record<string, string>>): Promise<TrustFile[]> {
  const named = TRUST_VARIABLES.flatMap((variable) => {
    const path = environment[variable];
    return path === undefined || path === '' ? [] : [{ variable, path }];
  });
  // Several variables often contain the same bundle, which is read once.
  const inspections = new Map<string, Promise<Inspection>>();
  return Promise.all(
    named.map(async ({ variable, path }) => {
      const inspection = inspections.get(path) ?? inspect(variable, path);
      inspections.set(path, inspection);
      return { variable, path, ...(await inspection) };
    }),
  );
}

type Inspection = Pick<TrustFile, 'state' | 'certificates'>;

async function inspect(variable: TrustFile['variable'], path: string): Promise<Inspection> {
  // SSL_CERT_DIR is a list of folders of hashed links, which OpenSSL itself resolves.
  return variable === 'SSL_CERT_DIR'
    ? orItsError(inspectFolders(path.split(process.platform === 'win32' ? ';' : ':')))
    : inspectTrustFile(path);
}

/** The kind of file at a path that should hold certificates. */
export function inspectTrustFile(path: string): Promise<Inspection> {
  return inspectFile(path);
}

async function inspectFile(path: string): Promise<Inspection> {
  const { bytes, problem } = await readRegularFile(path, SIZE_LIMIT);
  if (bytes === null) return { state: problem === 'missing' || problem === 'too-large' ? problem : 'unreadable', certificates: 0 };
  return bytes.length === 0 ? { state: 'empty', certificates: 0 } : inspectPem(bytes.toString('utf8'));
}

async function orItsError(inspection: Promise<Inspection>): Promise<Inspection> {
  try {
    return await inspection;
  } catch (error) {
    return { state: isMissing(error) ? 'missing' : 'unreadable', certificates: 0 };
  }
}

async function inspectFolders(paths: readonly string[]): Promise<Inspection> {
  const listings = await Promise.all(paths.filter((path) => path !== '').map((path) => readdir(path)));
  const files = listings.flat().length;
  return { state: files === 0 ? 'empty' : 'sound', certificates: files };
}

/** Every block must parse, because some programs refuse a whole file for a damaged block. */
export function inspectPem(text: string): Inspection {
  const blocks = pemCertificates(text);
  const readable = parseCertificates(blocks).length;
  return { state: blocks.length > 0 && readable === blocks.length ? 'sound' : 'not-pem', certificates: readable };
}

function isMissing(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
