/** Opens a configuration file safely: never a pipe or a device, only up to a limit, with its permissions. */
import { stat } from 'node:fs/promises';
import { readText } from '../../files/regular-file.ts';
import type { ConfigFile } from '../../model/ssh/index.ts';
import { findTextMarks } from './config-text.ts';
import type { SshHome } from './home.ts';

/** A limit a hundred times above handwritten configurations. */
export const MAX_CONFIG_BYTES = 4 * 1024 * 1024;

export interface OpenedFile extends ConfigFile {
  /** The text; null unless `state` is `read`, or if the client finds no line in it (a folder, the null device). Never stored. */
  text: string | null;
}

export async function openConfig(path: string, role: ConfigFile['role'], home: SshHome): Promise<OpenedFile> {
  const nothing = { path, role, permissions: 'not-checked' as const, mode: null, bytes: null, marks: [], text: null };
  try {
    const entry = await stat(path);
    const { uid, mode, size } = entry;
    const facts = { ...nothing, mode: home.platform === 'win32' ? null : mode & 0o7777, bytes: size };
    // The client opens a folder like a file and reads no line.
    const isEmpty = path === '/dev/null' || (home.platform !== 'win32' && entry.isDirectory());
    if (!entry.isFile()) return { ...facts, bytes: null, state: 'not-a-file', text: isEmpty ? '' : null };
    const checked = { ...facts, permissions: isChecked(role, home) ? permissionsOf(uid, mode, home) : facts.permissions };
    if (size > MAX_CONFIG_BYTES) return { ...checked, state: 'too-large' };
    const text = await readText(path, MAX_CONFIG_BYTES);
    return text === null ? { ...checked, state: 'unreadable' } : { ...checked, state: 'read', text, marks: findTextMarks(text) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { ...nothing, state: code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable' };
  }
}

/** The client checks the user's own file and every included one, but not the system's and not that of `-F`. */
function isChecked(role: ConfigFile['role'], { platform }: SshHome): boolean {
  return platform !== 'win32' && (role === 'user' || role === 'included');
}

function permissionsOf(owner: number, mode: number, { uid }: SshHome): ConfigFile['permissions'] {
  if (owner !== 0 && owner !== uid) return 'foreign-owner';
  if ((mode & 0o002) !== 0) return 'writable-by-others';
  return (mode & 0o020) !== 0 ? 'writable-by-group' : 'fit';
}
