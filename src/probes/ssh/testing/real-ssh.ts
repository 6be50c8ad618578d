/** The machine's ssh for tests. Without it, tests that need it are skipped with a message. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const hasSsh = spawnSync('ssh', ['-V']).status === 0;
if (!hasSsh) process.stderr.write('ssh is not installed: what is compared with the real client is left out\n');

/** A new folder that is removed after the test. */
export function temporaryFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-ssh-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** An empty network namespace if the kernel allows it, so that no lookup can leave. */
const ALONE = ['unshare', '--map-current-user', '--net'] as const;
export const canBeAlone = spawnSync(ALONE[0], [...ALONE.slice(1), 'true']).status === 0;
if (!canBeAlone) process.stderr.write('no network namespace here: configurations that ask DNS are left out of what is compared with ssh\n');

export interface ClientSays {
  /** Null if the client refuses the configuration. */
  out: string | null;
  /** Its log, including a refusal. */
  err: string;
}

/** `ssh -vvv -G` with every exec false; `canonical` keeps the lookups that a user's call would make. */
export function clientSays(configFile: string, alias: string, canonical = false): ClientSays {
  const [program = 'ssh', ...before] = [...(canBeAlone ? ALONE : []), 'ssh'];
  const quiet = canonical ? [] : ['-o', 'CanonicalizeHostname=no', '-o', 'CanonicalizePermittedCNAMEs=none'];
  const { status, stdout, stderr } = spawnSync(program, [...before, '-F', configFile, '-vvv', '-G', ...quiet, '--', alias], {
    encoding: 'utf8',
    env: { ...process.env, SHELL: '/bin/false', LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 20_000,
  });
  return { out: status === 0 ? stdout : null, err: stderr };
}

/** An `ssh` for the PATH that records its calls and runs the machine's ssh in an empty network. */
export function watchedClient(folder: string): { folder: string; log: string } {
  const log = `${folder}/calls`;
  const alone = canBeAlone ? `${ALONE.join(' ')} ` : '';
  const real = spawnSync('sh', ['-c', 'command -v ssh'], { encoding: 'utf8' }).stdout.trim();
  writeFileSync(log, '');
  writeFileSync(`${folder}/ssh`, `#!/bin/sh\nprintf '%s\\n' "$*" >> '${log}'\nexec ${alone}'${real}' "$@"\n`, { mode: 0o755 });
  return { folder, log };
}
