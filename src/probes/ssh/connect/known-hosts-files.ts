/** known_hosts files, read for a lookup, or collected into a copy that a client may write to. */
import { type FileHandle, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRegularFile } from '../../../files/regular-file.ts';
import type { ConfigPlace } from '../../../model/ssh/index.ts';
import { currentAccount } from '../../account.ts';
import type { KnownHostsFile } from './known-hosts.ts';

/** A limit far above any real file. The rest is not read. */
const MAX_BYTES = 8 * 1024 * 1024;

/** Reads regular files only, because a pipe would block. */
export async function readKnownHosts(paths: readonly string[]): Promise<KnownHostsFile[]> {
  const files = await Promise.all(paths.map(readOne));
  return files.filter((file) => file !== null);
}

async function readOne(path: string): Promise<KnownHostsFile | null> {
  // The account's home, as in the client; `$HOME` may differ.
  const real = path.startsWith('~/') ? join(currentAccount().home, path.slice(2)) : path;
  let file: FileHandle | null = null;
  try {
    const opened = await openRegularFile(real);
    if (opened.file === null) return null;
    const { about } = opened;
    file = opened.file;
    const length = Math.min(about.size, MAX_BYTES);
    const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, 0);
    return { path: real, text: buffer.toString('utf8', 0, bytesRead) };
  } catch {
    return null;
  } finally {
    await file?.close();
  }
}

/** A copy to which a client may add a key without changing a user's file. */
export interface KnownHostsCopy {
  path: string;
  /** The origin of a line of the copy; null if the client added the line. */
  origin(place: ConfigPlace): ConfigPlace | null;
  remove(): Promise<void>;
}

export async function copyKnownHosts(paths: readonly string[]): Promise<KnownHostsCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'gitpod-doctor-'));
  const path = join(folder, 'known_hosts');
  const files = await readKnownHosts(paths);
  const lines = files.flatMap((file) =>
    file.text.split('\n').map((text, index) => ({ text, place: { file: file.path, line: index + 1 } })),
  );
  await writeFile(path, lines.map(({ text }) => `${text}\n`).join(''), { mode: 0o600 });
  return {
    path,
    origin: (place) => (place.file === path ? (lines[place.line - 1]?.place ?? null) : place),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
