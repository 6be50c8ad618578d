/** `--public-roots FILE`: the certificates that count as the public web PKI, for mirrors and labs. */
import { X509Certificate } from 'node:crypto';
import type { Flags } from './flags.ts';
import { readNamedFile } from './named-file.ts';
import { badFile } from './usage.ts';

const PEM = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** PEM texts; null without the flag. */
export async function publicRoots(flags: Flags): Promise<string[] | null> {
  const path = flags['public-roots'];
  if (path === undefined) return null;
  const roots = (await readNamedFile(path, 4 * 1024 * 1024)).match(PEM) ?? [];
  if (roots.length === 0) throw badFile(`${path} holds no certificate in PEM form.`, 'It begins with -----BEGIN CERTIFICATE-----');
  for (const [index, root] of roots.entries()) {
    try {
      new X509Certificate(root);
    } catch {
      throw badFile(`Certificate ${index + 1} in ${path} cannot be read.`);
    }
  }
  return roots;
}
