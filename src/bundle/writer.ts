/** Collects the entries of an archive in memory. Every entry is added here, so that its size and digest are listed in the manifest. */
import { createHash } from 'node:crypto';
import type { ManifestFile } from './manifest.ts';

export interface Entry {
  path: string;
  bytes: Uint8Array;
}

export interface Writer {
  add(path: string, text: string, how: Pick<ManifestFile, 'mediaType' | 'sanitisation' | 'truncated'>): void;
  entries(): Entry[];
  /** In the order of the paths. */
  files(): ManifestFile[];
}

export function createWriter(): Writer {
  const entries: Entry[] = [];
  const files: ManifestFile[] = [];
  return {
    add(path, text, { mediaType, sanitisation, truncated }) {
      if (entries.some((entry) => entry.path === path)) throw new Error(`written twice: ${path}`);
      const bytes = new TextEncoder().encode(text);
      entries.push({ path, bytes });
      files.push({ path, bytes: bytes.length, sha256: sha256(bytes), mediaType, sanitisation, ...(truncated && { truncated }) });
    },
    entries: () => [...entries],
    files: () => [...files].sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
