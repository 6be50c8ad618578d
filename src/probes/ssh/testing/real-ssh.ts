/** The machine's own ssh for tests. Where there is none, the tests that need it say so loudly and are left out. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const hasSsh = spawnSync('ssh', ['-V']).status === 0;
if (!hasSsh) process.stderr.write('ssh is not installed: what is compared with the real client is left out\n');

/** A folder of its own, gone when the test is over. */
export function temporaryFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-ssh-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** `ssh -G` as a person would ask, with every exec false; null where the client refuses. */
export function dumpOf(configFile: string, alias: string): string | null {
  try {
    return execFileSync('ssh', ['-F', configFile, '-G', '-o', 'CanonicalizeHostname=no', '--', alias], {
      encoding: 'utf8',
      env: { ...process.env, SHELL: '/bin/false' },
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 20_000,
    });
  } catch {
    return null;
  }
}
