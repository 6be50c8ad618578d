/** Reads the certificates in a PEM file that the user named (`--public-roots`, `--ca-file`). Any fault gives exit status 4. */
import { X509Certificate } from 'node:crypto';
import { fileError } from '../arguments/usage.ts';
import { readNamedFile } from './named-file.ts';

const PEM = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;
const SIZE_LIMIT = 4 * 1024 * 1024;

/** At least one certificate as PEM text; null if no file is named. */
export async function checkedCaFile(path: string | undefined): Promise<string[] | null> {
  if (path === undefined) return null;
  const certificates = (await readNamedFile(path, SIZE_LIMIT)).match(PEM) ?? [];
  if (certificates.length === 0)
    throw fileError(`${path} contains no certificate in PEM form. A certificate in this form begins with -----BEGIN CERTIFICATE-----.`);
  for (const [index, certificate] of certificates.entries()) {
    try {
      new X509Certificate(certificate);
    } catch {
      throw fileError(`Certificate ${index + 1} in ${path} cannot be read.`);
    }
  }
  return certificates;
}
