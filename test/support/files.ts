/** What a run left on disk: its stored sessions, and the entries of a bundle. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Home } from './program.ts';

/** Every file below a folder, by its path. */
export function filesBelow(folder: string): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const whole = join(folder, path);
    if (statSync(whole).isFile()) found.set(path, readFileSync(whole));
  }
  return found;
}

/** Logs of the sessions that this user has stored. */
export function storedSessions(home: Home): string[] {
  const folder = join(home.state, 'gitpod-doctor', 'sessions');
  return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
}

/** The entries of a bundle without their common folder. */
export function entriesOf(bytes: Uint8Array): Map<string, Buffer> {
  return new Map(Object.entries(unzipSync(bytes)).map(([path, content]) => [path.replace(/^[^/]+\//, ''), Buffer.from(content)]));
}
