/** Pasted commands run in a shell that finds only one program: the one that a hostile text would start. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CANARY } from './payloads.ts';

/** An account without rights, so that even a redirection cannot write anything. */
const NOBODY = 65_534;

/** Unlike sh, bash evaluates the subscript of a name passed to `unset` if that variable is set. */
const SHELLS = ['/bin/sh', '/bin/bash'].filter((shell) => existsSync(shell));
const VARIABLES = {
  ...{ AWS_REGION: 'eu-west-1', AWS_PROFILE: 'p', AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:9' },
  ...{ HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: 'localhost' },
};

interface Canary {
  /** Equal commands are run once. */
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
  const runsIn = (shell: string, command: string): boolean => {
    spawnSync(shell, ['-c', command], {
      cwd: folder,
      env: { PATH: folder, HOME: folder, ...VARIABLES },
      stdio: 'ignore',
      timeout: 10_000,
      ...account,
    });
    if (!existsSync(sign)) return false;
    rmSync(sign);
    return true;
  };
  const runs = (command: string) => SHELLS.some((shell) => runsIn(shell, command));
  // A canary that cannot run would prove nothing.
  if (!SHELLS.every((shell) => runsIn(shell, `echo $(${CANARY})`))) throw new Error('the canary does not run');
  if (SHELLS.includes('/bin/bash') && !runs(`unset 'AWS_REGION[$(${CANARY})]'`)) throw new Error('the canary does not run in a subscript');
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
