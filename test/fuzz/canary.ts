/** Commands that a person would paste are run by a shell that finds one program: the one that a hostile text would start. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CANARY } from './payloads.ts';

/** An account of nobody, so that not even a redirection reaches anything. */
const NOBODY = 65_534;

interface Canary {
  /** The same command is run once. */
  give(seed: number, command: string): void;
  close(): { given: number; faults: { seed: number; command: string }[] };
}

export function createCanary(): Canary {
  const given = new Set<string>();
  const faults: { seed: number; command: string }[] = [];
  if (process.platform === 'win32') return { give: (_, command) => given.add(command), close: () => ({ given: given.size, faults }) };
  const folder = mkdtempSync(join(tmpdir(), 'gitpod-doctor-canary-'));
  const sign = join(folder, 'ran');
  writeFileSync(join(folder, CANARY), `#!/bin/sh\n: > '${sign}'\n`);
  chmodSync(join(folder, CANARY), 0o755);
  chmodSync(folder, 0o777);
  const account = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  const runs = (command: string): boolean => {
    spawnSync('/bin/sh', ['-c', command], {
      cwd: folder,
      env: { PATH: folder, HOME: folder },
      stdio: 'ignore',
      timeout: 10_000,
      ...account,
    });
    if (!existsSync(sign)) return false;
    rmSync(sign);
    return true;
  };
  // One that never runs proves nothing.
  if (!runs(`echo $(${CANARY})`)) throw new Error('the canary does not run');
  return {
    give(seed, command) {
      if (given.has(command)) return;
      given.add(command);
      if (command.includes(CANARY) && runs(command)) faults.push({ seed, command });
    },
    close() {
      rmSync(folder, { recursive: true, force: true });
      return { given: given.size, faults };
    },
  };
}
